import type { ProblemDocument } from '@dtr/contracts';
import { isJson, type ReceivedResponse } from './answer.ts';

/** An answer of 400 or above. `problem` is absent when the gateway refused the request before the service saw it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly problem: ProblemDocument | undefined;
  readonly requestId: string | undefined;

  constructor(message: string, response: ReceivedResponse, problem: ProblemDocument | undefined) {
    super(message);
    this.status = response.status;
    this.headers = response.headers;
    this.problem = problem;
    this.requestId = problem?.requestId ?? response.headers['x-request-id'];
  }

  get code(): ProblemDocument['code'] | undefined {
    return this.problem?.code;
  }
}

/** No answer came: the connection failed, or the time was up. Whether the service acted on the request is not known. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly reason: 'timeout' | 'connection';

  constructor(reason: TransportError['reason'], message: string, cause: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}

export function toProblemError(request: string, response: ReceivedResponse): ProblemError {
  const body = isJson(response.headers) ? parsed(response.text) : undefined;
  const problem = isProblem(body) ? body : undefined;
  const detail = problem ? `${problem.code}: ${problem.detail}` : (messageOf(body) ?? 'no explanation');
  return new ProblemError(`${request} answered ${response.status} ${detail}`, response, problem);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isProblem = (body: unknown): body is ProblemDocument =>
  typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;

function messageOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('message' in body)) return undefined;
  return String(body.message);
}
