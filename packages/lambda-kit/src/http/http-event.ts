/** What we read of an API Gateway HTTP API event, payload format 2.0. Header names are lower case. */
export interface HttpEvent {
  /** Method and path in the gateway's notation, for example `GET /tools/{toolId}`. */
  readonly routeKey: string;
  readonly rawQueryString?: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly pathParameters?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: {
    /** That of the API. */
    readonly accountId?: string;
    /** Who calls: at the first door a principal, at the second what the authorizer says of a key; never both. */
    readonly authorizer?: {
      readonly iam?: { readonly userArn?: string };
      readonly lambda?: KeyContext | null;
    };
  };
}

/** What the `authorizer` function says of a key that it admits. */
export interface KeyContext {
  readonly agent?: string;
  readonly keyId?: string;
  readonly scopes?: readonly string[];
  readonly requestsPerMinute?: number;
  readonly executionsPerDay?: number;
}

/** The headers that every answer may carry; names are lower case. */
export type HttpHeaders = Readonly<Record<string, string>>;

/** An answer in payload format 2.0. */
export interface HttpResponse {
  readonly statusCode: number;
  readonly headers: HttpHeaders;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** Answers one route. */
export type HttpRoute = (event: HttpEvent) => Promise<HttpResponse>;

/** A header's value without the spaces around it; `undefined` when it was not sent. */
export function headerOf(event: HttpEvent, name: Lowercase<string>): string | undefined {
  return event.headers[name]?.trim();
}
