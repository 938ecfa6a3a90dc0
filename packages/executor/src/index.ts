export { createHandler } from './create-handler.ts';
export { readExecutorSettings, type Settings } from './settings.ts';
