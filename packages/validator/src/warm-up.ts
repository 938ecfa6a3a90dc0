import { defaultPolicy } from '@dtr/contracts';
import { validate } from './validate.ts';

const samples = [
  { language: 'python', code: 'def handler(text: str) -> int:\n    return len(text)\n' },
  { language: 'typescript', code: 'export function handler(text: string): number { return text.length; }\n' },
] as const;

/** Runs one small tool through each family of parsers: most of a first validation is compiling WebAssembly. */
export async function warmUp(): Promise<void> {
  for (const sample of samples) await validate({ ...sample, policy: defaultPolicy });
}
