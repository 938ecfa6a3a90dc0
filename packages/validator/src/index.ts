export { createHandler } from './create-handler.ts';
export { type ValidateOptions, validate } from './validate.ts';
