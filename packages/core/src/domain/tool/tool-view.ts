import type { InferredDefinition, InferredField, SchemaDocument, Tool, ToolSummary } from '@dtr/contracts';
import type { AgentId } from '../ids.ts';
import type { ToolDefinition } from './definition.ts';
import type { ToolRecord } from './tool-record.ts';

/** What is assumed where an agent declared no parameters and none could be inferred: any object. */
const anyObject: SchemaDocument = { type: 'object' };
const inferable: readonly InferredField[] = ['parameters', 'returns', 'entryPoint'];

/** The schemas in force: what was declared, else what was inferred. */
export interface EffectiveSchemas {
  readonly parameters: SchemaDocument;
  /** Absent: outputs are not checked. */
  readonly returns?: SchemaDocument;
}

export function effectiveSchemas(definition: ToolDefinition, inferred: InferredDefinition): EffectiveSchemas {
  const returns = definition.returns ?? inferred.returns;
  return {
    parameters: definition.parameters ?? inferred.parameters ?? anyObject,
    ...(returns !== undefined && { returns }),
  };
}

export function toSummary(record: ToolRecord): ToolSummary {
  return {
    toolId: record.toolId,
    name: record.name,
    ...(record.title !== undefined && { title: record.title }),
    description: record.description,
    language: record.language,
    tags: record.tags,
    visibility: record.visibility,
    version: record.version,
    digest: record.digest,
    owner: record.owner,
    status: record.status,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  };
}

interface View {
  readonly reader: AgentId;
  readonly reused?: boolean;
}

/** The tool as its readers see it: only its owner learns why it is quarantined. */
export function toTool(record: ToolRecord, definition: ToolDefinition, { reader, reused = false }: View): Tool {
  const { validation } = record;
  return {
    ...toSummary(record),
    code: definition.code,
    entryPoint: definition.entryPoint ?? validation.entryPoint ?? '',
    ...effectiveSchemas(definition, validation.inferred),
    limits: record.limits,
    annotations: record.annotations,
    examples: record.examples,
    calling: validation.calling ?? 'object',
    inferred: inferable.filter((field) => definition[field] === undefined && validation.inferred[field] !== undefined),
    validation,
    registration: record.registration,
    ...(reader === record.owner && record.quarantine && { quarantine: record.quarantine }),
    reused,
  };
}
