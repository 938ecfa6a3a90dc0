import { type Credentials, type PlainRequest, signRequest } from '@dtr/client';

/** An address of an AWS service with keys that it accepts. */
export interface AwsEndpoint {
  readonly endpoint: string;
  readonly credentials: Credentials;
  readonly region: string;
}

/** A refusal by an AWS service: `code` as the service names it, without its namespace. */
export class AwsCallError extends Error {
  override readonly name = 'AwsCallError';
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
    this.status = status;
  }
}

/** How long a service of this machine may take to answer. */
const TIMEOUT_MS = 10_000;

/** Sends a signed request. The few calls that the stack makes itself do not justify loading an SDK in it. */
export async function awsFetch(
  service: string,
  { credentials, region }: AwsEndpoint,
  request: PlainRequest,
): Promise<Response> {
  const { method, url, headers, body } = await signRequest(request, { credentials, region, service });
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  return fetch(url, { method, headers: { ...headers }, signal, ...(body !== '' && { body: body as string }) });
}

/** Calls an operation of DynamoDB. Rejects with `AwsCallError` when it is refused. */
export async function dynamoDbCall<Output>(at: AwsEndpoint, operation: string, input: object): Promise<Output> {
  const response = await awsFetch('dynamodb', at, {
    method: 'POST',
    url: new URL('/', at.endpoint),
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `DynamoDB_20120810.${operation}` },
    body: JSON.stringify(input),
  });
  const answer = JSON.parse(await response.text());
  if (response.ok) return answer;
  const code = String(answer.__type ?? 'Unknown').replace(/^.*#/, '');
  throw new AwsCallError(code, response.status, String(answer.message ?? answer.Message ?? ''));
}
