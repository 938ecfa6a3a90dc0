import { limits } from '@dtr/contracts';
import { AppError, type FieldFault } from '../app-error.ts';
import { utf8Bytes } from '../json/utf8-bytes.ts';
import type { DraftParts } from './draft-parts.ts';

/** Throws `request.too_large` naming every part that has too many bytes. */
export function checkSizes({ definition, metadata }: DraftParts): void {
  const faults = [
    ...tooLarge('/code', definition.code, limits.codeBytes),
    ...tooLarge('/parameters', jsonText(definition.parameters), limits.schemaBytes),
    ...tooLarge('/returns', jsonText(definition.returns), limits.schemaBytes),
    ...tooLarge('/examples', jsonText(metadata.examples), limits.examplesBytes),
  ];
  if (faults.length === 0) return;
  const named = faults.map(({ pointer, message }) => `${pointer.slice(1)} ${message}`).join('; ');
  throw new AppError('request.too_large', `The draft is too large: ${named}.`, { details: { errors: faults } });
}

function tooLarge(pointer: string, text: string, limitBytes: number): readonly FieldFault[] {
  const bytes = utf8Bytes(text);
  return bytes > limitBytes ? [{ pointer, message: `has ${bytes} bytes; at most ${limitBytes} are accepted` }] : [];
}

function jsonText(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}
