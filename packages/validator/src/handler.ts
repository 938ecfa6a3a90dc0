import { collectEarly } from './collect-early.ts';
import { createHandler } from './create-handler.ts';

collectEarly();

export const handler = createHandler(process.env);
