export { type ErrorCode, type ErrorKind, errorCatalog, statusOfKind } from './errors.ts';
export type * from './execution.ts';
export type * from './functions/executor-function.ts';
export type * from './functions/validator-function.ts';
export type * from './json.ts';
export { limits } from './limits.ts';
export { defaultPolicy } from './policy/default-policy.ts';
export type { PolicyDocument } from './policy/policy-document.ts';
export { type HttpFunction, type Route, routes } from './routes.ts';
export type * from './tool.ts';
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
export type * from './validation-report.ts';
