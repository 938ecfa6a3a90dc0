import type { IncomingHttpHeaders } from 'node:http';
import { type Credentials, signRequest } from '@dtr/client';
import type { ProblemDocument } from '@dtr/contracts';
import type { Contract } from './contract.ts';
import { type RawRequest, type RawResponse, sendRaw } from './raw-request.ts';

export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The parsed body; `undefined` when it is not JSON. */
  readonly body: Body;
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is. `body` is sent as JSON instead. */
  readonly bytes?: Uint8Array;
  readonly body?: unknown;
}

/** Calls the API as one agent. Every answer is held against the OpenAPI document; one outside it throws. */
export interface Caller {
  call<Body = unknown>(method: string, path: string, options?: CallOptions): Promise<Answer<Body>>;
  /** For answers that must be a problem document; throws on any other body. */
  refused(method: string, path: string, options?: CallOptions): Promise<Answer<ProblemDocument>>;
}

/** One of the local agents that sign. */
export interface Agent extends Caller {
  readonly credentials: Credentials;
}

export function createAgent(api: string, credentials: Credentials, contract: Contract): Agent {
  return { credentials, ...createCaller(api, contract, (request) => signRequest(request, { credentials })) };
}

/** Calls the second door with headers that hold a key. */
export function createKeyAgent(
  keyApi: string,
  keyHeaders: Readonly<Record<string, string>>,
  contract: Contract,
): Caller {
  return createCaller(keyApi, contract, async (request) => ({
    ...request,
    headers: { ...request.headers, ...keyHeaders },
  }));
}

function createCaller(api: string, contract: Contract, prepare: (request: RawRequest) => Promise<RawRequest>): Caller {
  async function call<Body>(method: string, path: string, { headers = {}, bytes, body }: CallOptions = {}) {
    const payload = bytes ?? (body === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(body)));
    const type: Record<string, string> = payload.length > 0 ? { 'content-type': 'application/json' } : {};
    const url = new URL(path, api);
    const response = await sendRaw(await prepare({ method, url, headers: { ...type, ...headers }, body: payload }));
    const fault = contract.faultOf(method, url.pathname, response);
    if (fault) throw new Error(`${method} ${path} answered outside its contract: ${fault}`);
    return answerOf<Body>(response);
  }

  return {
    call,
    async refused(method, path, options) {
      const answer = await call<ProblemDocument>(method, path, options);
      if (answer.headers['content-type']?.startsWith('application/problem+json')) return answer;
      throw new Error(`${method} ${path} answered ${answer.status} ${answer.text.slice(0, 500)}, not a problem`);
    },
  };
}

export function answerOf<Body>(response: RawResponse): Answer<Body> {
  const isJson = /[/+]json\b/.test(response.headers['content-type'] ?? '');
  return { ...response, body: isJson && response.text !== '' ? JSON.parse(response.text) : undefined };
}
