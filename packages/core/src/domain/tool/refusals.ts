import type { Quarantine, Violation } from '@dtr/contracts';
import { AppError, type FieldFault } from '../app-error.ts';
import type { AgentId } from '../ids.ts';
import type { ToolRecord } from './tool-record.ts';

/** One answer for absent, deleted and not yours: which of them it is stays unsaid. */
export function toolNotFound(): AppError {
  return new AppError('tool.not_found', 'There is no such tool, or it is not visible to you.');
}

export function versionNotFound(version: number): AppError {
  return new AppError('tool.not_found', `The tool has no version ${version}.`, {
    details: { hint: 'GET /tools/{toolId}/versions lists the versions there are.' },
  });
}

export function nameTaken(name: string): AppError {
  return new AppError('tool.name_taken', `You already have another tool named "${name}".`, {
    details: {
      hint: 'Choose another name, or PUT the new definition to the tool that has this one.',
      errors: [{ pointer: '/name', message: 'is the name of another of your tools' }],
    },
  });
}

export function definitionTaken(): AppError {
  return new AppError('tool.definition_taken', 'Another of your tools already has exactly this definition.', {
    details: { hint: 'Use that tool: POST /tools with this draft answers with it. Or delete it first.' },
  });
}

export function toolConflict(): AppError {
  return new AppError(
    'tool.conflict',
    'Another write to the same tool or definition was under way. Nothing was changed.',
    {
      details: { hint: 'Send the same request again.', retryAfterSeconds: 1 },
    },
  );
}

/** Only the owner learns what the code breaks: the findings quote it. */
export function toolQuarantined(record: QuarantinedRecord, reader: AgentId): AppError {
  const { toolId, version, owner, quarantine } = record;
  const { reason = 'the policy now in force refuses it', violations = [] } = quarantine ?? {};
  return new AppError('tool.quarantined', `Tool ${toolId}, version ${version}, is quarantined: ${reason}.`, {
    details: {
      hint: 'Its owner sees why with GET /tools/{toolId} and mends it with a PUT of what is accepted; POST /tools/validate shows what it breaks.',
      ...(reader === owner && violations.length > 0 && { violations }),
    },
  });
}

interface QuarantinedRecord extends Pick<ToolRecord, 'toolId' | 'version' | 'owner'> {
  readonly quarantine?: Omit<Quarantine, 'at'>;
}

export function policyViolation(policyName: string, violations: readonly Violation[]): AppError {
  const rejecting = violations.filter(({ action }) => action === 'reject');
  const broken = new Set(rejecting.map(({ rule }) => rule)).size;
  const rules = broken === 1 ? '1 rule' : `${broken} rules`;
  const places = broken === rejecting.length ? '' : ` in ${rejecting.length} places`;
  return new AppError('tool.policy_violation', `The code breaks ${rules} of policy ${policyName}${places}.`, {
    details: {
      hint: 'Mend the violations and post again; POST /tools/validate checks without storing.',
      violations,
    },
  });
}

export function schemaInvalid(errors: readonly FieldFault[]): AppError {
  return new AppError('schema.invalid', `A JSON Schema of the draft cannot be used: ${firstOf(errors)}`, {
    details: {
      errors,
      hint: 'Schemas are JSON Schema 2020-12 without remote references; parameters is of type "object".',
    },
  });
}

export function exampleFailed(errors: readonly FieldFault[]): AppError {
  const failed = new Set(errors.map(({ pointer }) => pointer.split('/')[2])).size;
  const examples = failed === 1 ? '1 example' : `${failed} examples`;
  return new AppError('tool.example_failed', `${examples} did not give what the draft says: ${firstOf(errors)}`, {
    details: {
      errors,
      hint: 'Mend the code or the example. Examples with an output must pass before a version is stored.',
    },
  });
}

function firstOf([first]: readonly FieldFault[]): string {
  return first === undefined ? '' : `${first.pointer} ${first.message}.`;
}
