import type { Language, SchemaDocument, ToolDraft } from '@dtr/contracts';
import type { Digest } from '../ids.ts';
import { canonicalJson } from '../json/canonical-json.ts';
import { toDoubles } from '../json/exact-json.ts';
import { sha256Of } from '../sha256.ts';

/** What decides how a tool behaves, as submitted. Members that were left out are inferred and not part of it. */
export interface ToolDefinition {
  readonly language: Language;
  readonly entryPoint?: string;
  /** Line ends are LF. */
  readonly code: string;
  readonly parameters?: SchemaDocument;
  readonly returns?: SchemaDocument;
}

/** The definition within a draft. Numbers in schemas become doubles, as every JSON Schema implementation reads them. */
export function definitionOf({ language, entryPoint, code, parameters, returns }: ToolDraft): ToolDefinition {
  return {
    language,
    ...(entryPoint !== undefined && { entryPoint }),
    code: code.replace(/\r\n?/g, '\n'),
    ...(parameters !== undefined && { parameters: toDoubles(parameters) as SchemaDocument }),
    ...(returns !== undefined && { returns: toDoubles(returns) as SchemaDocument }),
  };
}

/** The bytes that are stored and digested: RFC 8785 JSON. */
export function artifactText(definition: ToolDefinition): string {
  return canonicalJson(definition);
}

/** Same definition, same digest: whoever wrote it, in whatever order, with whatever line ends. */
export function digestOf(draft: ToolDraft): Digest {
  return sha256Of(artifactText(definitionOf(draft)));
}
