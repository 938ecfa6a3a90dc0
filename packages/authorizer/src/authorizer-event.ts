import type { KeyContext } from '@dtr/lambda-kit';

/** What we read of the event of a REQUEST authorizer, payload format 2.0. Header names are lower case. */
export interface AuthorizerEvent {
  /** Method and path in the gateway's notation. */
  readonly routeKey: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly requestContext?: { readonly requestId?: string };
}

/** A simple response. The gateway hands `context` to the function behind it, as `requestContext.authorizer.lambda`. */
export type AuthorizerAnswer =
  | { readonly isAuthorized: false }
  | { readonly isAuthorized: true; readonly context: KeyContext };
