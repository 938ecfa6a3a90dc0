import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Payload } from './payload/payload.ts';
import type { S3Store } from './store/open-store.ts';
import type { XmlDocument } from './xml/write-xml.ts';

/** A verified request, taken apart. */
export interface S3Call {
  readonly bucket: string;
  /** Decoded; empty for calls on a bucket or on the service. */
  readonly key: string;
  /** Decoded; of a repeated name the first value. */
  readonly query: ReadonlyMap<string, string>;
  readonly headers: IncomingHttpHeaders;
  readonly payload: Payload;
  readonly store: S3Store;
  readonly region: string;
  readonly now: Date;
  readonly requestId: string;
  readonly principalArn: string;
  readonly sourceIp: string;
}

export interface S3Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly xml?: XmlDocument;
  /** XML kept as it was sent to us. */
  readonly text?: string;
  readonly stream?: Readable;
}

/** One S3 operation: when a request means it, and what it does. */
export interface S3Action {
  readonly method: string;
  readonly level: 'service' | 'bucket' | 'object';
  /** Sub-resource that must be in the query. */
  readonly query?: string;
  /** Header that must be present. */
  readonly header?: string;
  run(call: S3Call): S3Answer | Promise<S3Answer>;
}

/** A header of the request; repeated ones joined as HTTP has it. */
export function headerOf({ headers }: Pick<S3Call, 'headers'>, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}
