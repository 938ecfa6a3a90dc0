import type { ToolDraft, ValidationReport } from '@dtr/contracts';
import type { AgentId } from '../domain/ids.ts';
import { checkSizes } from '../domain/tool/check-sizes.ts';
import { partsOf } from '../domain/tool/draft-parts.ts';
import type { ToolSchemas } from '../ports/tool-schemas.ts';
import { checkExampleInputs, checkSchemas } from './steps/check-schemas.ts';
import type { GiveVerdict } from './steps/give-verdict.ts';
import { judgedDraft } from './steps/judged-tool.ts';

export interface ValidateToolDeps {
  readonly schemas: ToolSchemas;
  readonly giveVerdict: GiveVerdict;
}

export type ValidateTool = ReturnType<typeof makeValidateTool>;

/**
 * Judges a draft under the agent's policy without storing it: only the verdict is cached, and its trail is left. Runs no examples.
 * A draft that creation would refuse for its schemas, sizes or example inputs is refused here with the same error.
 */
export function makeValidateTool({ schemas, giveVerdict }: ValidateToolDeps) {
  return async function validateTool(agent: AgentId, draft: ToolDraft): Promise<ValidationReport> {
    const parts = partsOf(draft);
    const { definition, metadata } = parts;
    checkSizes(parts);
    await checkSchemas(schemas, definition);
    if (definition.parameters) await checkExampleInputs(schemas, definition.parameters, metadata.examples);
    return (await giveVerdict(judgedDraft(parts), { agent, during: 'validate' })).report;
  };
}
