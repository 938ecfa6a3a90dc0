import { type OperationId, type Route, routes } from '../routes.ts';
import { agentOperations } from './agent-operations.ts';
import { auditOperations } from './audit-operations.ts';
import { componentSchemas, withReferences, withReferencesBelow } from './components.ts';
import { errorAnswers } from './error-answers.ts';
import { executionOperations } from './execution-operations.ts';
import { headers } from './headers.ts';
import { jobOperations } from './job-operations.ts';
import type { Answer, Operation } from './operation.ts';
import { parameters } from './parameters.ts';
import { policyOperations } from './policy-operations.ts';
import { serviceOperations } from './service-operations.ts';
import { toolOperations } from './tool-operations.ts';

/** An OpenAPI 3.1 document. */
export type OpenApiDocument = Readonly<Record<string, unknown>>;

const operations: Readonly<Record<OperationId, Operation>> = {
  ...toolOperations,
  ...executionOperations,
  ...jobOperations,
  ...agentOperations,
  ...policyOperations,
  ...auditOperations,
  ...serviceOperations,
};

const introduction = `Agents write code to solve the task before them. This service turns that code into governed, shared, versioned tools:
it judges the code against a policy, runs its examples, stores it under its digest and executes it in a sandbox.

The service has two addresses with the same routes. At the first one requests are signed with AWS Signature Version 4 for service
\`execute-api\`; at the second one they carry the key of an agent, which opens the routes that name a scope it was given. Unknown members and query parameters are refused.
Bodies have at most 1 MiB, schemas and inputs at most 32 levels. Errors are problem documents (RFC 9457) with a stable
\`code\`; only what the gateway refuses before any function runs (a wrong signature, a key that does not open the route, an unknown route) is a bare \`message\`. Instants are ISO 8601 in UTC. Ids are opaque.`;

/** The outward contract, assembled from the schemas that validate, the routes and the catalogue of errors. */
export function openApiDocument(): OpenApiDocument {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dynamic Tool Runtime',
      version: '1.0.0',
      description: introduction,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The service that gave this document.' }],
    tags: [
      { name: 'Tools', description: 'Submit, find, read, change and remove tools.' },
      { name: 'Executions', description: 'Run tools in the sandbox.' },
      { name: 'Jobs', description: 'Executions that go on after their request was answered.' },
      { name: 'Agents', description: 'Callers without AWS credentials, and their keys. For operators.' },
      { name: 'Policies', description: 'What tools may do, and which agents each policy is for.' },
      { name: 'Audit', description: 'What happened, for operators.' },
      { name: 'Service', description: 'Open to anyone.' },
    ],
    paths: Object.fromEntries(pathsOf(routes)),
    components: { schemas: namedSchemas(), parameters: withReferences(parameters), headers, securitySchemes },
  };
}

const securitySchemes = {
  sigv4: {
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
    description: 'AWS Signature Version 4, service `execute-api`.',
    'x-amazon-apigateway-authtype': 'awsSigv4',
  },
  bearer: { type: 'http', scheme: 'bearer', description: 'At the second address: the key of an agent.' },
  apiKey: { type: 'apiKey', name: 'x-api-key', in: 'header', description: 'As `bearer`, in a header of its own.' },
};

/** Each entry is a way in by itself. Keys need the scope that is listed with them. */
function securityOf({ auth, scope }: Route): readonly object[] {
  if (auth === 'none') return [];
  return [{ sigv4: [] }, ...(scope === undefined ? [] : [{ bearer: [scope] }, { apiKey: [scope] }])];
}

function pathsOf(all: readonly Route<OperationId>[]): readonly (readonly [string, object])[] {
  return [...Map.groupBy(all, ({ path }) => path)].map(([path, ofPath]) => [
    path,
    Object.fromEntries(ofPath.map((route) => [route.method.toLowerCase(), operationObject(route)])),
  ]);
}

function operationObject(route: Route<OperationId>): object {
  const operation = operations[route.operationId];
  const references = (operation.parameters ?? []).map((name) => ({ $ref: `#/components/parameters/${name}` }));
  const allParameters = [...references, ...queryParameters(operation)];
  return {
    operationId: route.operationId,
    tags: [operation.tag],
    summary: operation.summary,
    description: operation.description,
    security: securityOf(route),
    ...(allParameters.length > 0 && { parameters: allParameters }),
    ...(operation.body !== undefined && { requestBody: requestBody(operation) }),
    responses: responsesOf(route, operation),
  };
}

function responsesOf(route: Route, operation: Operation): object {
  const errors = errorAnswers(route, operation);
  const statuses = new Set([...Object.keys(operation.answers), ...Object.keys(errors)].map(Number));
  return Object.fromEntries(
    [...statuses].map((status) => [status, answerObject(either(operation.answers[status], errors[status]), route)]),
  );
}

/** An answer of its own and an error of the same status (health has both) become one answer with either body. */
function either(answer: Answer | undefined, error: Answer | undefined): Answer {
  if (answer === undefined || error === undefined) return answer ?? error ?? { description: '' };
  const own = answer.content?.['application/json'];
  const gateway = error.content?.['application/json'];
  const content = own && gateway && { 'application/json': { schema: { anyOf: [own.schema, gateway.schema] } } };
  return { ...error, ...answer, content: { ...error.content, ...answer.content, ...content } };
}

function queryParameters({ query }: Operation): readonly object[] {
  return Object.entries(query?.properties ?? {}).map(
    ([name, { description, ...schema }]: [string, { description?: string }]) => ({
      name,
      in: 'query',
      description,
      schema: withReferences(schema),
    }),
  );
}

function requestBody({ body, isBodyOptional = false }: Operation): object {
  return { required: !isBodyOptional, content: { 'application/json': { schema: withReferences(body) } } };
}

/** Of the requests of known callers, which are counted. */
const countedHeaders = ['RateLimit', 'RateLimit-Policy'] as const;

function answerObject({ description, content, headers: names = [] }: Answer, { auth }: Route): object {
  return {
    description,
    headers: Object.fromEntries(
      ['X-Request-Id', ...names, ...(auth === 'none' ? [] : countedHeaders)].map((name) => [
        name,
        { $ref: `#/components/headers/${name}` },
      ]),
    ),
    ...(content !== undefined && { content: withReferencesBelow(content) }),
  };
}

function namedSchemas(): object {
  return Object.fromEntries(
    Object.entries(componentSchemas).map(([name, schema]) => [name, withReferencesBelow(schema)]),
  );
}
