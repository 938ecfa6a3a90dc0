import { agentDraftSchema, agentViewSchema, keyedAgentSchema, rotateRequestSchema } from '../agent.ts';
import { auditEntrySchema } from '../audit.ts';
import { executeRequestSchema, executionErrorSchema, executionResultSchema } from '../execution.ts';
import { healthSchema } from '../health.ts';
import { jobSchema, jobSummarySchema } from '../job.ts';
import { policySchema, policySummarySchema, simulateRequestSchema, simulationReportSchema } from '../policy/policy.ts';
import { policyDocumentSchema } from '../policy/policy-document.ts';
import { problemSchema } from '../problem.ts';
import { toolSchema, toolSummarySchema, toolVersionSummarySchema } from '../tool.ts';
import {
  draftLimitsSchema,
  schemaDocumentSchema,
  toolAnnotationsSchema,
  toolExampleSchema,
  toolLimitsSchema,
} from '../tool-draft.ts';
import { toolDraftBodySchema } from '../tool-draft-body.ts';
import {
  capabilitiesSchema,
  validationReportSchema,
  validationSummarySchema,
  violationSchema,
} from '../validation-report.ts';
import { gatewayMessageSchema } from './gateway-message.ts';
import type { Schema } from './operation.ts';
import {
  agentPageSchema,
  auditPageSchema,
  jobPageSchema,
  policyPageSchema,
  toolPageSchema,
  toolVersionPageSchema,
} from './pages.ts';

/** The schemas that the document shows under a name. Wherever one is used, the document refers to it. */
export const componentSchemas: Readonly<Record<string, Schema>> = {
  ToolDraft: toolDraftBodySchema,
  ToolLimits: toolLimitsSchema,
  DraftLimits: draftLimitsSchema,
  ToolAnnotations: toolAnnotationsSchema,
  ToolExample: toolExampleSchema,
  SchemaDocument: schemaDocumentSchema,
  Tool: toolSchema,
  ToolSummary: toolSummarySchema,
  ToolPage: toolPageSchema,
  ToolVersionSummary: toolVersionSummarySchema,
  ToolVersionPage: toolVersionPageSchema,
  ValidationReport: validationReportSchema,
  ValidationSummary: validationSummarySchema,
  Violation: violationSchema,
  Capabilities: capabilitiesSchema,
  ExecuteRequest: executeRequestSchema,
  ExecutionResult: executionResultSchema,
  ExecutionError: executionErrorSchema,
  Job: jobSchema,
  JobSummary: jobSummarySchema,
  JobPage: jobPageSchema,
  AgentDraft: agentDraftSchema,
  Agent: agentViewSchema,
  KeyedAgent: keyedAgentSchema,
  AgentPage: agentPageSchema,
  RotateRequest: rotateRequestSchema,
  Policy: policySchema,
  PolicySummary: policySummarySchema,
  PolicyPage: policyPageSchema,
  PolicyDocument: policyDocumentSchema,
  SimulateRequest: simulateRequestSchema,
  SimulationReport: simulationReportSchema,
  AuditEntry: auditEntrySchema,
  AuditPage: auditPageSchema,
  HealthReport: healthSchema,
  Problem: problemSchema,
  GatewayMessage: gatewayMessageSchema,
};

const nameOf = new Map(Object.entries(componentSchemas).map(([name, schema]) => [schema, name]));

/** A copy in which every named schema is a reference. */
export function withReferences(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const name = nameOf.get(value);
  return name === undefined ? withReferencesBelow(value) : { $ref: `#/components/schemas/${name}` };
}

/** As `withReferences`, but the value itself is written out. */
export function withReferencesBelow(value: object): unknown {
  if (Array.isArray(value)) return value.map(withReferences);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withReferences(member)]));
}
