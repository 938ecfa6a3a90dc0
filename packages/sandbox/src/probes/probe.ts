import type { Language } from '../run-request.ts';

/** What a probe may try to reach. The code gets all of it as its argument `c`. */
export interface Canary {
  /** A file that any ordinary process of this user can read. Its content is the secret. */
  readonly file: string;
  readonly directory: string;
  /** Does not exist; it would after any write or command that reaches the host. */
  readonly target: string;
  /** An environment variable of the process that uses the sandbox. Its value is the secret. */
  readonly variable: string;
  /** A server on the loopback interface that counts connections. */
  readonly port: number;
  readonly secret: string;
}

/**
 * One attempt. The code defines `f(c)`. It has reached something when the secret shows up anywhere, when the server is
 * connected to, when the target exists, or when it returns a text that starts with "reached".
 */
export interface Probe {
  readonly name: string;
  readonly language: Language;
  readonly source: string;
  /** How the attempt has to end: the type of the error, or the output. Without it, a misspelt probe would pass. */
  readonly ends: string;
}

/** One run leaves something behind, the next looks for it. Both define what is in their name; `see` answers a truth value. */
export interface LeftoverProbe {
  readonly name: string;
  readonly language: Language;
  readonly leave: string;
  readonly see: string;
}

type Entry = readonly [name: string, ends: string, ...lines: string[]];

export function pythonProbes(entries: readonly Entry[]): readonly Probe[] {
  return entries.map(([name, ends, ...lines]) => {
    const body = lines.map((line) => `    ${line}`).join('\n');
    return { name, language: 'python', ends, source: `def f(c):\n${body}\n` };
  });
}

export function javascriptProbes(entries: readonly Entry[]): readonly Probe[] {
  return entries.map(([name, ends, ...lines]) => {
    return { name, language: 'javascript', ends, source: `async function f(c) {\n  ${lines.join('\n  ')}\n}\n` };
  });
}
