import type { InferredDefinition, Json, SchemaDocument } from '@dtr/contracts';
import type { SourceText } from '../analysis/source-text.ts';
import { isJsonObject } from './schema-parts.ts';

/** What was inferred, without the secrets of the code: schemas are shown to everybody who may use the tool. */
export function withoutSecrets(inferred: InferredDefinition, source: SourceText): InferredDefinition {
  const written = JSON.stringify(inferred);
  if (source.conceal(written) === written) return inferred;
  const { parameters, returns } = inferred;
  return {
    ...inferred,
    ...(parameters ? { parameters: concealed(parameters, source) as SchemaDocument } : {}),
    ...(returns ? { returns: concealed(returns, source) as SchemaDocument } : {}),
  };
}

/** Schemas are inferred at most a few levels deep. A default is left out: with stars it would be another value. */
function concealed(value: Json, source: SourceText): Json {
  if (typeof value === 'string') return source.conceal(value);
  if (Array.isArray(value)) return value.map((one) => concealed(one, source));
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([key, one]) => key !== 'default' || isClean(one, source));
  return Object.fromEntries(kept.map(([key, one]) => [key, concealed(one, source)]));
}

function isClean(value: Json, source: SourceText): boolean {
  const written = JSON.stringify(value);
  return source.conceal(written) === written;
}
