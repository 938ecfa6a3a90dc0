import type { ToolDraft, ValidationReport } from '@dtr/contracts';
import { checkSizes } from '../domain/tool/check-sizes.ts';
import { partsOf } from '../domain/tool/draft-parts.ts';
import type { ToolSchemas } from '../ports/tool-schemas.ts';
import { checkExampleInputs, checkSchemas } from './steps/check-schemas.ts';
import { type JudgeDeps, makeJudgeDefinition, toReport } from './steps/judge-definition.ts';

export type ValidateToolDeps = JudgeDeps & { readonly schemas: ToolSchemas };
export type ValidateTool = ReturnType<typeof makeValidateTool>;

/**
 * Judges a draft without storing it; only the verdict is cached. Runs no examples. A draft that creation would refuse for its
 * schemas, sizes or example inputs is refused here with the same error.
 */
export function makeValidateTool(deps: ValidateToolDeps) {
  const judgeDefinition = makeJudgeDefinition(deps);
  return async function validateTool(draft: ToolDraft): Promise<ValidationReport> {
    const parts = partsOf(draft);
    const { definition, digest, metadata } = parts;
    checkSizes(parts);
    await checkSchemas(deps.schemas, definition);
    if (definition.parameters) await checkExampleInputs(deps.schemas, definition.parameters, metadata.examples);
    return toReport(await judgeDefinition(definition, digest), deps.policy, digest);
  };
}
