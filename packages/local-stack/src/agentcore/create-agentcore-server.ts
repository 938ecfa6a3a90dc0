import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createLiveInterpreters, type LiveInterpreters, type LiveInterpretersOptions } from '@dtr/sandbox/live';
import { readBody } from '../net/read-body.ts';
import type { FindCredentials } from '../sigv4/types.ts';
import type { JsonObject, Operation } from './agentcore-call.ts';
import { AgentCoreError, invalid } from './agentcore-error.ts';
import { authorize } from './authorize.ts';
import { answerControl, controlPath } from './faults/answer-control.ts';
import { createFaults, type Faults } from './faults/create-faults.ts';
import { streamPieces } from './faults/stream-pieces.ts';
import { isStruckAfter, isStruckBefore } from './faults/strike-call.ts';
import { findAction } from './find-action.ts';
import { awsQuotas, createRateLimit, type Quotas } from './quotas.ts';
import { parseInput } from './read-input.ts';
import { sendError, sendJson } from './send-json.ts';
import { openSessions } from './sessions/open-sessions.ts';
import { sendStream } from './stream/send-stream.ts';

export interface AgentCoreServerOptions {
  /** Where the interpreters of the sandbox are, and how many processes there may be; or interpreters of one's own. */
  readonly interpreters: LiveInterpretersOptions | LiveInterpreters;
  /** Whom it trusts. Every known key may do everything: there are no policies here. */
  readonly findCredentials: FindCredentials;
  /** The code interpreters that exist. */
  readonly interpreterIds?: readonly string[];
  readonly quotas?: Partial<Quotas>;
  readonly now?: () => Date;
  /** Hears of failures that callers see as a bare `InternalServerException`. */
  readonly onFailure?: (error: unknown) => void;
}

export interface AgentCoreServer {
  /** Request listener for a `node:http` server. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** The fault switch, for callers in this process. */
  readonly faults: Faults;
  /** Interpreter processes that exist at this moment. */
  processes(): number;
  /** Ends all sessions and their processes; refuse new requests before. */
  close(): Promise<void>;
}

/** In bytes. AWS takes 100 MB. */
const longestBody = 64 * 1_024 * 1_024;
/** How often sessions that nobody asks about are looked at. */
const expiryMs = 1_000;

/** The Code Interpreter of AgentCore's data plane. What it leaves out is in the README beside this file. */
export function createAgentCoreServer(options: AgentCoreServerOptions): AgentCoreServer {
  const { findCredentials, onFailure = () => undefined, now = () => new Date() } = options;
  const { interpreterIds = ['aws.codeinterpreter.v1'] } = options;
  const quotas = { ...awsQuotas, ...options.quotas };
  const given = options.interpreters;
  const interpreters = 'open' in given ? given : createLiveInterpreters(given);
  const sessions = openSessions({ interpreterIds, interpreters, quotas, now, onFailure });
  const assertRate = createRateLimit(quotas, now);
  const faults = createFaults();
  const expiry = setInterval(sessions.expire, expiryMs).unref();

  const report = (error: unknown) => {
    if (!(error instanceof AgentCoreError)) onFailure(error);
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '/', headers } = request;
    const [path = '/', query = ''] = url.split('?');
    const body = await bodyOf(request);
    if (path === controlPath) {
      return sendJson(response, 200, answerControl(method, headers['content-type'], body, faults));
    }
    const { operation, action, interpreterId } = findAction(method, path);
    authorize(request, { body, findCredentials, now: now() });
    assertRate(operation);
    const input = parseInput(body);
    const fault = faults.strike({ operation, tool: toolOf(operation, input) });
    if (await isStruckBefore(fault, response)) return;
    const sessionHeader = textOf(headers['x-amzn-code-interpreter-session-id']);
    const answered = await action({ interpreterId, query: new URLSearchParams(query), sessionHeader, input, sessions });
    if ('result' in answered) {
      // Whoever sends the stream hears of a failure too; this one is for those who read no stream.
      answered.result.catch(report);
      if (await isStruckAfter(fault, response, answered.result)) return;
      return sendStream(response, { sessionId: answered.sessionId, pieces: streamPieces(answered.result, fault) });
    }
    if (!(await isStruckAfter(fault, response))) sendJson(response, 200, answered.body);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('x-amzn-requestid', randomUUID());
    // Clients correct their clock by this one, so it must be the clock that signatures are judged by.
    response.setHeader('date', now().toUTCString());
    try {
      await answer(request, response);
    } catch (error) {
      if (!request.destroyed) report(error);
      sendError(response, error);
    }
  }

  return {
    handle: (request, response) => void serve(request, response),
    faults,
    processes: interpreters.count,
    async close() {
      clearInterval(expiry);
      await interpreters.close();
    },
  };
}

const toolOf = (operation: Operation, { name }: JsonObject): string | undefined =>
  operation === 'InvokeCodeInterpreter' && typeof name === 'string' ? name : undefined;

const textOf = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const body = await readBody(request, longestBody);
  if (body === 'too-large') throw invalid(`The request is longer than ${longestBody} bytes.`);
  return body === 'aborted' ? Buffer.alloc(0) : body;
}
