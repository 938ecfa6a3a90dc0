import { healthSchema } from '../health.ts';
import type { OperationId } from '../routes.ts';
import { jsonAnswer, type Operation } from './operation.ts';

const text = (description: string) => ({ schema: { type: 'string', description } });

export const serviceOperations = {
  getHealth: {
    tag: 'Service',
    summary: 'Health',
    description: 'Asks the dependencies, for at most a quarter of a second. Runs no tool.',
    answers: {
      200: jsonAnswer('The service works, perhaps in part.', healthSchema, ['Cache-Control']),
      503: jsonAnswer('The service cannot work.', healthSchema, ['Cache-Control']),
    },
    errors: [],
  },
  getOpenApi: {
    tag: 'Service',
    summary: 'This document',
    description: 'The OpenAPI 3.1 document of the running version.',
    answers: {
      200: jsonAnswer('The document.', { type: 'object', description: 'An OpenAPI 3.1 document.' }, ['Cache-Control']),
    },
    errors: [],
  },
  getDocs: {
    tag: 'Service',
    summary: 'Documentation page',
    description: 'This document, for people.',
    answers: {
      200: { description: 'The page.', content: { 'text/html': text('HTML.') }, headers: ['Cache-Control'] },
    },
    errors: [],
  },
  getDocsAsset: {
    tag: 'Service',
    summary: 'Asset of the documentation page',
    description: 'A script that the page loads.',
    parameters: ['asset'],
    answers: {
      200: { description: 'The asset.', content: { 'text/javascript': text('A script.') }, headers: ['Cache-Control'] },
    },
    errors: ['request.route_not_found'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
