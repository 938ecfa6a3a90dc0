import { limits } from '../limits.ts';
import { nullable, objectSchema } from '../schema/schema-of.ts';
import { agentSchema, digestSchema, instant, toolIdSchema, versionSchema } from '../schema/values.ts';
import type { ToolStatus } from '../tool.ts';
import { nameSchema, type Visibility, visibilitySchema } from '../tool-draft.ts';
import { type Violation, violationSchema } from '../validation-report.ts';
import { type PolicyDocument, policyDocumentSchema } from './policy-document.ts';

/** A policy in a list: everything but its document. */
export interface PolicySummary {
  readonly name: string;
  readonly description: string;
  readonly agents: readonly string[];
  /** 1, 2, …; the policies that every deployment has start at 1. */
  readonly version: number;
  readonly digest: string;
  /** Null for a built-in policy that nobody has changed. */
  readonly updatedAt: string | null;
  /** An agent, or `built-in`. */
  readonly updatedBy: string;
}

/** A policy whole. `document` is the one that judges; its version and digest are those given. */
export interface Policy extends PolicySummary {
  readonly document: PolicyDocument;
  /** A later version that cannot be used, because its document is missing or damaged. Put it again. */
  readonly unusable?: { readonly version: number; readonly digest: string };
}

/** Body of `POST /policies/{name}/simulate`. Without a document the policy as it stands is tried. */
export interface SimulateRequest {
  readonly document?: PolicyDocument;
  readonly limit?: number;
  readonly cursor?: string;
}

/** One version of a tool that the policy refuses. */
export interface RefusedTool {
  readonly toolId: string;
  readonly name: string;
  readonly version: number;
  /** Whether this is the version that is executed unless another is asked for. */
  readonly latest: boolean;
  readonly owner: string;
  readonly visibility: Visibility;
  /** As it is now. */
  readonly status: ToolStatus;
  /** Start of the tool's last execution, whichever version; null when there was none in 30 days. */
  readonly lastExecutedAt: string | null;
  readonly violations: readonly Violation[];
}

/** What a policy would refuse among the tools of one page. */
export interface SimulationReport {
  readonly policy: { readonly name: string; readonly digest: string };
  /** Tools of this page that the policy would judge. */
  readonly examined: number;
  readonly refused: readonly RefusedTool[];
  readonly nextCursor?: string;
}

const summaryMembers = {
  name: { type: 'string' },
  description: { type: 'string' },
  agents: { type: 'array', items: { type: 'string' }, description: 'Whose tools it judges.' },
  version: versionSchema,
  digest: digestSchema,
  updatedAt: nullable('Null for a built-in policy that nobody has changed.', instant('When it was last applied.')),
  updatedBy: { ...agentSchema, description: 'The agent that applied it, or `built-in`.' },
} as const;

export const policySummarySchema = objectSchema<PolicySummary>({
  description: 'A policy in a list: everything but its document.',
  required: summaryMembers,
  optional: {},
});

export const policySchema = objectSchema<Policy>({
  description: 'A policy whole.',
  required: { ...summaryMembers, document: policyDocumentSchema },
  optional: {
    unusable: objectSchema<NonNullable<Policy['unusable']>>({
      description: 'A later version whose document is missing or damaged; the one shown judges instead. Put it again.',
      required: { version: versionSchema, digest: digestSchema },
      optional: {},
    }),
  },
});

export const simulateRequestSchema = objectSchema<SimulateRequest>({
  description: 'What to try. Changes nothing.',
  required: {},
  optional: {
    document: policyDocumentSchema,
    limit: { type: 'integer', ...limits.pageItems, description: 'Most tools that one call looks at.' },
    cursor: {
      type: 'string',
      minLength: 1,
      maxLength: limits.cursorChars,
      description: '`nextCursor` of the answer before, with the same document.',
    },
  },
});

const refusedToolSchema = objectSchema<RefusedTool>({
  description: 'One version of a tool that the policy refuses.',
  required: {
    toolId: toolIdSchema,
    name: nameSchema,
    version: versionSchema,
    latest: { type: 'boolean', description: 'Whether it is the version that is executed unless another is asked for.' },
    owner: agentSchema,
    visibility: visibilitySchema,
    status: { type: 'string', enum: ['active', 'quarantined', 'deleted'], description: 'Of the tool, as it is now.' },
    lastExecutedAt: nullable(
      'Null when no version of the tool was executed in 30 days.',
      instant('When the last execution of the tool started.'),
    ),
    violations: { type: 'array', items: violationSchema, description: 'What it breaks, at most 20.' },
  },
  optional: {},
});

export const simulationReportSchema = objectSchema<SimulationReport>({
  description:
    'What the policy would refuse. Read on with `nextCursor` until there is none, even when a page is empty.',
  required: {
    policy: objectSchema<SimulationReport['policy']>({
      description: 'What was tried.',
      required: { name: { type: 'string' }, digest: digestSchema },
      optional: {},
    }),
    examined: { type: 'integer', minimum: 0, description: 'Tools of this page that the policy would judge.' },
    refused: { type: 'array', items: refusedToolSchema },
  },
  optional: { nextCursor: { type: 'string', description: 'For the next page; absent on the last one.' } },
});
