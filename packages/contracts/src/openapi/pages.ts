import { agentViewSchema } from '../agent.ts';
import { auditEntrySchema } from '../audit.ts';
import { jobSummarySchema } from '../job.ts';
import { policySummarySchema } from '../policy/policy.ts';
import { pageSchema, toolSummarySchema, toolVersionSummarySchema } from '../tool.ts';

export const toolPageSchema = pageSchema('One page of tools.', toolSummarySchema);
export const toolVersionPageSchema = pageSchema("One page of a tool's history.", toolVersionSummarySchema);
export const jobPageSchema = pageSchema('One page of jobs.', jobSummarySchema);
export const agentPageSchema = pageSchema('One page of agents.', agentViewSchema, 'By name.');
export const policyPageSchema = pageSchema('One page of policies.', policySummarySchema, 'By name.');
export const auditPageSchema = pageSchema('One page of the audit log.', auditEntrySchema);
