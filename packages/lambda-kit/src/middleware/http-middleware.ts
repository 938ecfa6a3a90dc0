import type { HttpEvent, HttpResponse } from '../http/http-event.ts';

/** What we read of Lambda's context. */
export interface LambdaContext {
  /** A UUID: the request id that callers, problems and logs share. */
  readonly awsRequestId: string;
}

/** One request on its way through the middleware. */
export interface MiddlewareRequest {
  readonly event: HttpEvent;
  readonly context: LambdaContext;
  response?: HttpResponse | null | undefined;
  error?: unknown;
}

/** A middleware in Middy's shape. `after` and `onError` run in the opposite order of their use. */
export interface HttpMiddleware {
  before?(request: MiddlewareRequest): void | Promise<void>;
  after?(request: MiddlewareRequest): void;
  onError?(request: MiddlewareRequest): void;
}
