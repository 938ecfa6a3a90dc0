import type { SchemaDocument } from './json.ts';
import { objectSchema } from './schema/schema-of.ts';
import { draftMembers, schemaDocumentSchema, type ToolDraft } from './tool-draft.ts';

/** A draft on the wire: the schemas may also come under the names that other tool formats use. */
export interface ToolDraftBody extends ToolDraft {
  readonly inputSchema?: SchemaDocument;
  readonly input_schema?: SchemaDocument;
  readonly outputSchema?: SchemaDocument;
  readonly output_schema?: SchemaDocument;
}

/** Other names on the wire, with the member of `ToolDraft` each stands for. Two names of one member together are refused. */
export const draftAliases = {
  inputSchema: 'parameters',
  input_schema: 'parameters',
  outputSchema: 'returns',
  output_schema: 'returns',
} as const satisfies Record<Exclude<keyof ToolDraftBody, keyof ToolDraft>, keyof ToolDraft>;

const otherName = (member: string) => ({
  ...schemaDocumentSchema,
  description: `Another name for \`${member}\`; give one of them.`,
});

/** Body of `POST /tools`, `PUT /tools/{toolId}` and `POST /tools/validate`. */
export const toolDraftBodySchema = objectSchema<ToolDraftBody>({
  description: 'A tool as an agent submits it. `parameters`, `returns` and `entryPoint` are inferred when left out.',
  examples: [
    {
      name: 'slugify',
      title: 'Slugify text',
      description: 'Turns a title into a URL slug.',
      language: 'python',
      code: "def slugify(text: str, max_length: int = 80) -> str:\n    return '-'.join(text.lower().split())[:max_length]\n",
      parameters: {
        type: 'object',
        properties: { text: { type: 'string' }, max_length: { type: 'integer', default: 80 } },
        required: ['text'],
      },
      returns: { type: 'string' },
      tags: ['text'],
      limits: { timeoutSeconds: 10, memoryMb: 128 },
      annotations: { readOnlyHint: true, idempotentHint: true },
      examples: [{ input: { text: 'Hello World' }, output: 'hello-world' }],
    },
  ],
  required: draftMembers.required,
  optional: {
    ...draftMembers.optional,
    inputSchema: otherName('parameters'),
    input_schema: otherName('parameters'),
    outputSchema: otherName('returns'),
    output_schema: otherName('returns'),
  },
});
