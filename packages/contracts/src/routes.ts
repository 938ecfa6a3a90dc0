/** The function that answers a route. */
export type HttpFunction = 'tool-manager';

export interface Route<Id extends string = string> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** In API Gateway's notation. */
  readonly path: string;
  readonly operationId: Id;
  /** `iam`: SigV4 for service `execute-api`. `none`: open to anyone. */
  readonly auth: 'iam' | 'none';
  readonly function: HttpFunction;
}

const route = <Id extends string>(
  method: Route['method'],
  path: string,
  operationId: Id,
  auth: Route['auth'] = 'iam',
): Route<Id> => ({ method, path, operationId, auth, function: 'tool-manager' });

const table = [
  route('POST', '/tools', 'createTool'),
  route('GET', '/tools', 'listTools'),
  route('POST', '/tools/validate', 'validateTool'),
  route('GET', '/tools/{toolId}', 'getTool'),
  route('PUT', '/tools/{toolId}', 'updateTool'),
  route('DELETE', '/tools/{toolId}', 'deleteTool'),
  route('GET', '/tools/{toolId}/versions', 'listToolVersions'),
  route('GET', '/tools/{toolId}/versions/{version}', 'getToolVersion'),
  route('POST', '/tools/{toolId}/execute', 'executeTool'),
  route('GET', '/executions/{executionId}', 'getExecution'),
  route('GET', '/jobs', 'listJobs'),
  route('GET', '/jobs/{jobId}', 'getJob'),
  route('POST', '/jobs/{jobId}/cancel', 'cancelJob'),
  route('GET', '/policies', 'listPolicies'),
  route('GET', '/policies/{name}', 'getPolicy'),
  route('PUT', '/policies/{name}', 'putPolicy'),
  route('POST', '/policies/{name}/simulate', 'simulatePolicy'),
  route('GET', '/health', 'getHealth', 'none'),
  route('GET', '/openapi.json', 'getOpenApi', 'none'),
  route('GET', '/docs', 'getDocs', 'none'),
  route('GET', '/docs/{asset}', 'getDocsAsset', 'none'),
];

export type OperationId = (typeof table)[number]['operationId'];

/** Every route there is. The HTTP API, the router and the OpenAPI document are built from this list. */
export const routes: readonly Route<OperationId>[] = table;
