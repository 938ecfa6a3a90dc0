import { AppError, makeUseCases, type Ports, type WorkerPorts } from '@dtr/core';
import { createMemoryPorts, testSettings } from '@dtr/core/testing';
import {
  createCursorSealer,
  createRouter,
  createToolSchemas,
  type HttpEvent,
  type LambdaContext,
  problemDetails,
} from '@dtr/lambda-kit';
import { routeTable } from '../routes/route-table.ts';

const context: LambdaContext = { awsRequestId: '2f0b1c52-9f6d-4c0f-8a55-6f1f8d3f6f0e' };
const silent = { info: () => undefined, error: () => undefined };

interface Call {
  readonly agent?: string;
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly path?: Readonly<Record<string, string>>;
}

/** What came back. `json` is read with plain numbers; `text` is what was sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape.
  readonly json: any;
}

/** All routes over a world in memory, with the schemas of tools checked for real. */
export function createTestService<Given extends Partial<Ports & WorkerPorts>>(given: Given = {} as Given) {
  const ports = createMemoryPorts({ schemas: createToolSchemas(), ...given });
  const useCases = makeUseCases(ports, testSettings);
  const cursors = createCursorSealer({ key: Buffer.alloc(32, 7), clock: ports.clock });
  const route = createRouter(routeTable({ useCases, cursors, readAsset: async () => undefined }));
  const problems = problemDetails(silent);

  const call = async (routeKey: string, call: Call = {}): Promise<Answer> => {
    const request = { event: eventOf(routeKey, call), context, error: undefined as unknown };
    const response = await route(request.event).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      const failed: Parameters<NonNullable<typeof problems.onError>>[0] = { ...request, error };
      problems.onError?.(failed);
      return failed.response ?? { statusCode: 0, headers: {} };
    });
    const text = response.body ?? '';
    return {
      status: response.statusCode,
      headers: response.headers,
      text,
      json: text === '' ? undefined : JSON.parse(text),
    };
  };
  return { ports, call };
}

function eventOf(routeKey: string, { agent = 'planner', body, text, headers, query, path }: Call): HttpEvent {
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  return {
    routeKey,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { 'content-type': 'application/json', ...headers },
    requestContext: {
      accountId: '000000000000',
      authorizer: { iam: { userArn: `arn:aws:iam::000000000000:user/${agent}` } },
    },
    ...(path && { pathParameters: path }),
    ...(content !== undefined && { body: content }),
  };
}
