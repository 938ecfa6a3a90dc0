import type { IncomingMessage } from 'node:http';
import type { GatewayResponse } from './gateway-response.ts';
import type { RouteMatch } from './route-table.ts';

/** A request before anyone knows whom it comes from. */
export interface DoorRequest {
  readonly request: IncomingMessage;
  readonly match: RouteMatch;
  readonly body: Buffer;
  /** The event that the function would get, without who calls. */
  readonly event: Readonly<Record<string, unknown>>;
}

export type Entry =
  | {
      /** What the function is told of the caller: `requestContext.authorizer`. */
      readonly authorizer: Readonly<Record<string, unknown>>;
      /** For the log. */
      readonly agent: string | undefined;
    }
  | {
      readonly refusal: GatewayResponse;
      /** For the log alone; the caller is not told. */
      readonly reason: string;
    };

/** Stands before every route that is not open. An API has one kind of door for all of them. */
export type Door = (request: DoorRequest) => Promise<Entry>;
