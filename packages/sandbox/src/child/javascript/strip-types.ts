import { transform } from 'sucrase';

/** A fault in TypeScript syntax, found before anything is run. */
export class TypeStrippingError extends Error {
  readonly line: number | undefined;
  constructor(message: string, line: number | undefined) {
    super(message);
    this.line = line;
  }
}

/** JavaScript of the same lines: types become spaces, enums become code in place. Types are not checked. */
export function stripTypes(source: string): string {
  try {
    const options = { transforms: ['typescript' as const], disableESTransforms: true, keepUnusedImports: true };
    return transform(source, options).code;
  } catch (error) {
    const { message, loc } = error as Error & { loc?: { line: number } };
    const cleaned = message.replace(/^Error transforming [^:]*: /, '').replace(/\s*\(\d+:\d+\)$/, '');
    throw new TypeStrippingError(cleaned, loc?.line);
  }
}
