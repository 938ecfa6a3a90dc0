import type { AgentScope } from './agent.ts';

/** The function that answers a route. */
export type HttpFunction = 'tool-manager';

export interface Route<Id extends string = string> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** In API Gateway's notation. */
  readonly path: string;
  readonly operationId: Id;
  /** `iam`: at the first door SigV4 for service `execute-api`, at the second an agent's key. `none`: open to anyone at both. */
  readonly auth: 'iam' | 'none';
  /** What a key must be given to open it; without one no key does. */
  readonly scope?: AgentScope;
  readonly function: HttpFunction;
}

/** `operators`: agents that the deployment's settings name, by their signature alone. */
type Opener = AgentScope | 'operators' | 'anyone';

const route = <Id extends string>(
  method: Route['method'],
  path: string,
  operationId: Id,
  opener: Opener,
): Route<Id> => ({
  method,
  path,
  operationId,
  auth: opener === 'anyone' ? 'none' : 'iam',
  ...(opener !== 'anyone' && opener !== 'operators' && { scope: opener }),
  function: 'tool-manager',
});

const table = [
  route('POST', '/tools', 'createTool', 'tools:write'),
  route('GET', '/tools', 'listTools', 'tools:read'),
  route('POST', '/tools/validate', 'validateTool', 'tools:write'),
  route('GET', '/tools/{toolId}', 'getTool', 'tools:read'),
  route('PUT', '/tools/{toolId}', 'updateTool', 'tools:write'),
  route('DELETE', '/tools/{toolId}', 'deleteTool', 'tools:write'),
  route('GET', '/tools/{toolId}/versions', 'listToolVersions', 'tools:read'),
  route('GET', '/tools/{toolId}/versions/{version}', 'getToolVersion', 'tools:read'),
  route('POST', '/tools/{toolId}/execute', 'executeTool', 'tools:execute'),
  route('GET', '/executions/{executionId}', 'getExecution', 'tools:execute'),
  route('GET', '/jobs', 'listJobs', 'jobs:read'),
  route('GET', '/jobs/{jobId}', 'getJob', 'jobs:read'),
  route('POST', '/jobs/{jobId}/cancel', 'cancelJob', 'jobs:write'),
  route('POST', '/agents', 'createAgent', 'operators'),
  route('GET', '/agents', 'listAgents', 'operators'),
  route('GET', '/agents/{name}', 'getAgent', 'operators'),
  route('POST', '/agents/{name}/rotate', 'rotateAgent', 'operators'),
  route('POST', '/agents/{name}/revoke', 'revokeAgent', 'operators'),
  route('GET', '/policies', 'listPolicies', 'policies:read'),
  route('GET', '/policies/{name}', 'getPolicy', 'policies:read'),
  route('PUT', '/policies/{name}', 'putPolicy', 'operators'),
  route('POST', '/policies/{name}/simulate', 'simulatePolicy', 'operators'),
  route('GET', '/audit', 'listAudit', 'operators'),
  route('GET', '/health', 'getHealth', 'anyone'),
  route('GET', '/openapi.json', 'getOpenApi', 'anyone'),
  route('GET', '/docs', 'getDocs', 'anyone'),
  route('GET', '/docs/{asset}', 'getDocsAsset', 'anyone'),
];

export type OperationId = (typeof table)[number]['operationId'];

/** Every route there is. The HTTP API, the router and the OpenAPI document are built from this list. */
export const routes: readonly Route<OperationId>[] = table;
