export {
  type Agent,
  type AgentDraft,
  type AgentKey,
  type AgentQuota,
  type AgentRate,
  type AgentScope,
  type AgentStatus,
  agentDraftSchema,
  agentKeyPattern,
  agentLimits,
  agentNamePattern,
  agentScopes,
  type KeyedAgent,
  type RotateRequest,
  rotateRequestSchema,
} from './agent.ts';
export { type AuditEntry, type AuditKind, type ListAuditQuery, listAuditQuerySchema } from './audit.ts';
export { type ErrorCode, type ErrorKind, errorCatalog, statusOfKind } from './errors.ts';
export {
  type ExecuteRequest,
  type ExecutionError,
  type ExecutionLogs,
  type ExecutionResult,
  type ExecutionStatus,
  executeRequestSchema,
  type OutputLink,
  type OutputStatus,
} from './execution.ts';
export type * from './functions/executor-function.ts';
export { validatorEngineVersion } from './functions/validator-engine.ts';
export type * from './functions/validator-function.ts';
export type * from './functions/worker-messages.ts';
export type { HealthCheck, HealthReport } from './health.ts';
export {
  type Job,
  type JobError,
  type JobKind,
  type JobProgress,
  type JobStage,
  type JobState,
  jobKinds,
  jobSchema,
  jobStates,
  jobSummarySchema,
  type ListJobsQuery,
  listJobsQuerySchema,
} from './job.ts';
export type * from './json.ts';
export { limits } from './limits.ts';
export { type OpenApiDocument, openApiDocument } from './openapi/document.ts';
export { defaultPolicy } from './policy/default-policy.ts';
export {
  type Policy,
  type PolicySummary,
  type RefusedTool,
  type SimulateRequest,
  type SimulationReport,
  simulateRequestSchema,
} from './policy/policy.ts';
export {
  type NamesByLanguage,
  type PolicyDocument,
  type PolicyLimits,
  policyDocumentSchema,
  policyNamePattern,
  type RuleSetting,
} from './policy/policy-document.ts';
export { builtInPolicies, strictPolicy } from './policy/strict-policy.ts';
export { type ProblemDocument, problemTypeOf, type RequestFault } from './problem.ts';
export { type ListToolsQuery, listToolsQuerySchema, type PageQuery, pageQuerySchema, toolOwners } from './queries.ts';
export { type HttpFunction, type OperationId, type Route, routes } from './routes.ts';
export type {
  Page,
  Quarantine,
  Tool,
  ToolRegistration,
  ToolStatus,
  ToolSummary,
  ToolVersionSummary,
} from './tool.ts';
export {
  type Language,
  languages,
  type ToolAnnotations,
  type ToolDraft,
  type ToolExample,
  type ToolLimits,
  type Visibility,
  visibilities,
} from './tool-draft.ts';
export { draftAliases, type ToolDraftBody, toolDraftBodySchema } from './tool-draft-body.ts';
export type {
  CallingConvention,
  Capabilities,
  EstimatedRange,
  InferredDefinition,
  InferredField,
  ResourceEstimate,
  SandboxTier,
  Severity,
  TextEdit,
  ValidationReport,
  ValidationSummary,
  Violation,
  ViolationFix,
} from './validation-report.ts';
