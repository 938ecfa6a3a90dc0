import type { Credentials } from '@dtr/client';

/** One function as it is deployed here. */
export interface LambdaFunction {
  readonly name: string;
  /** How the log calls it. */
  readonly shortName: string;
  /** Folder of the unpacked zip. */
  readonly codeDir: string;
  /** File without extension, a dot, the export: `index.handler`. */
  readonly handler: string;
  /** For one invocation, and at least ten seconds for the start. */
  readonly timeoutSeconds: number;
  /** Told to the function and set as its JavaScript heap limit; other memory is not limited. */
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** What its role gives it to sign with. */
  readonly credentials: Credentials;
  readonly scaling: Scaling;
}

/** How many processes serve a function. */
export interface Scaling {
  /** Kept although idle. */
  readonly minimum: number;
  /** Started at once for waiting invocations; more only when they have waited a while. */
  readonly eager: number;
  readonly maximum: number;
  /** Invocations running or waiting at once; more are throttled, as at a function's reserved concurrency. */
  readonly concurrency: number;
  /** How long an invocation waits for a process when there may be no more of them; then it is throttled. Absent: as long as it takes. */
  readonly waitMs?: number;
  /** An idle process above the minimum ends after this time. */
  readonly idleMs: number;
}

export const accountId = '000000000000';
export const region = 'us-east-1';

export const functionArn = (name: string): string => `arn:aws:lambda:${region}:${accountId}:function:${name}`;
