/** A request as it came over the wire. Fill it from `http.IncomingMessage` without changing anything. */
export interface SignedRequest {
  readonly method: string;
  /** The request target exactly as sent: path and query, still encoded. */
  readonly target: string;
  /** Name, value, name, value, ... as node gives them: duplicates and their order count. */
  readonly rawHeaders: readonly string[];
  /** Absent when the body streams: then the caller compares the bytes with `payloadHash` of the answer. */
  readonly body?: Uint8Array;
}

/** What the verifier must know of an access key. */
export interface Credentials {
  readonly secretAccessKey: string;
  /** Present for temporary credentials: the request must then carry exactly this token. */
  readonly sessionToken?: string;
  readonly principalArn: string;
}

export type FindCredentials = (accessKeyId: string) => Credentials | undefined;

export interface VerifyOptions {
  /** The service name, or names, that the credential scope may carry. */
  readonly service: string | readonly string[];
  /** Any region when absent. */
  readonly region?: string;
  readonly findCredentials: FindCredentials;
  readonly now?: Date;
  /** `allow-unsigned` also takes `UNSIGNED-PAYLOAD` and the `STREAMING-` forms, which only S3 knows. */
  readonly payload: 'signed' | 'allow-unsigned';
}

/** Why a request was refused; each service words it in its own way. */
export type RefusalReason =
  | 'missing'
  | 'malformed'
  | 'unknown-key'
  | 'invalid-token'
  | 'wrong-scope'
  | 'expired'
  | 'skewed'
  | 'unsigned-header'
  | 'payload-mismatch'
  | 'signature-mismatch';

/** What the signatures of streamed chunks are chained from. */
export interface ChunkSigning {
  readonly key: Buffer;
  readonly amzDate: string;
  readonly scope: string;
  readonly seedSignature: string;
}

export interface Verified {
  readonly outcome: 'verified';
  readonly accessKeyId: string;
  readonly principalArn: string;
  /** The hash or marker that was signed in place of the body. */
  readonly payloadHash: string;
  readonly chunkSigning: ChunkSigning;
}

export type Verification = Verified | { readonly outcome: 'refused'; readonly reason: RefusalReason };

/** The signature of a request, taken apart; nothing in it is trusted yet. */
export interface Authorization {
  readonly place: 'header' | 'query';
  readonly accessKeyId: string;
  /** Day of the credential scope, `YYYYMMDD`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly amzDate: string;
  readonly sessionToken: string | undefined;
  /** Only for presigned requests. */
  readonly expiresSeconds: number | undefined;
}
