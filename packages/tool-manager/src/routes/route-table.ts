import type { RouteTable } from '@dtr/lambda-kit';
import { cancelJob } from './cancel-job.ts';
import { deleteTool } from './delete-tool.ts';
import { getAgent } from './get-agent.ts';
import { getDocs } from './get-docs.ts';
import { getDocsAsset } from './get-docs-asset.ts';
import { getExecution } from './get-execution.ts';
import { getHealth } from './get-health.ts';
import { getJob } from './get-job.ts';
import { getOpenApi } from './get-open-api.ts';
import { getPolicy } from './get-policy.ts';
import { getTool } from './get-tool.ts';
import { getToolVersion } from './get-tool-version.ts';
import { listAgents } from './list-agents.ts';
import { listAudit } from './list-audit.ts';
import { listJobs } from './list-jobs.ts';
import { listPolicies } from './list-policies.ts';
import { listToolVersions } from './list-tool-versions.ts';
import { listTools } from './list-tools.ts';
import { postAgent } from './post-agent.ts';
import { postExecute } from './post-execute.ts';
import { postRevoke } from './post-revoke.ts';
import { postRotate } from './post-rotate.ts';
import { postSimulate } from './post-simulate.ts';
import { postTool } from './post-tool.ts';
import { postValidate } from './post-validate.ts';
import { putPolicy } from './put-policy.ts';
import { putTool } from './put-tool.ts';
import type { RouteDeps } from './route-deps.ts';

/** Every operation of the contract with the route that answers it. */
export function routeTable({ useCases, cursors, readAsset }: RouteDeps): RouteTable {
  return {
    createTool: postTool(useCases),
    listTools: listTools(useCases.listTools, cursors),
    validateTool: postValidate(useCases.validateTool),
    getTool: getTool(useCases.getTool),
    updateTool: putTool(useCases.updateTool),
    deleteTool: deleteTool(useCases.deleteTool),
    listToolVersions: listToolVersions(useCases.listToolVersions, cursors),
    getToolVersion: getToolVersion(useCases.getToolVersion),
    executeTool: postExecute(useCases),
    getExecution: getExecution(useCases.getExecution),
    listJobs: listJobs(useCases.listJobs, cursors),
    getJob: getJob(useCases.getJob),
    cancelJob: cancelJob(useCases),
    createAgent: postAgent(useCases),
    listAgents: listAgents(useCases, cursors),
    getAgent: getAgent(useCases),
    rotateAgent: postRotate(useCases),
    revokeAgent: postRevoke(useCases),
    listPolicies: listPolicies(useCases.listPolicies, cursors),
    getPolicy: getPolicy(useCases.getPolicy),
    putPolicy: putPolicy(useCases),
    simulatePolicy: postSimulate(useCases, cursors),
    listAudit: listAudit(useCases.listAudit, cursors),
    getHealth: getHealth(useCases.checkHealth),
    getOpenApi: getOpenApi(),
    getDocs: getDocs(),
    getDocsAsset: getDocsAsset(readAsset),
  };
}
