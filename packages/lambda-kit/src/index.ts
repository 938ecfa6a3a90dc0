export { readJsonBody } from './body/read-json-body.ts';
export { type CursorScope, type CursorSealer, createCursorSealer } from './cursor/sealed-cursor.ts';
export { ifMatchOf, isForNew } from './http/entity-tags.ts';
export type { HttpEvent, HttpHeaders, HttpResponse, HttpRoute, KeyContext } from './http/http-event.ts';
export { idempotencyKeyOf } from './http/idempotency-key.ts';
export { invalidRequest } from './http/invalid-request.ts';
export { routeOf } from './http/known-routes.ts';
export { requireNoQuery } from './http/no-query.ts';
export { pathParameter } from './http/path-parameter.ts';
export { type Preferences, preferenceApplied, preferencesOf } from './http/prefer.ts';
export { parseQuery } from './http/query.ts';
export { json, jsonText, noContent } from './http/responses.ts';
export { createRouter, type RouteTable } from './http/router.ts';
export { accountOf, agentOf, type Identity, identityOf } from './identity/agent-of.ts';
export type { HttpMiddleware, LambdaContext } from './middleware/http-middleware.ts';
export { problemDetails } from './middleware/problem-details.ts';
export { rateLimits } from './middleware/rate-limits.ts';
export { requestSummary } from './middleware/request-summary.ts';
export { responseHeaders } from './middleware/response-headers.ts';
export type { LogLine, LogTarget } from './observability/log-target.ts';
export { createObservability, type Observability, serviceSettings } from './observability/observability.ts';
export { key, list, oneOf, optional, text, wholeNumber } from './settings/kinds.ts';
export { type Environment, readSettings, type Setting, SettingsError } from './settings/read-settings.ts';
export { createToolSchemas } from './tool-schema/tool-schemas.ts';
export { parseShape } from './validation/parse-shape.ts';
export { createPolicySchema } from './validation/policy-schema.ts';
export {
  agentDraftShape,
  executeRequestShape,
  listAuditQueryShape,
  listJobsQueryShape,
  listToolsQueryShape,
  pageQueryShape,
  policyDocumentShape,
  rotateRequestShape,
  simulateRequestShape,
  toolDraftBodyShape,
} from './validation/request-shapes.ts';
