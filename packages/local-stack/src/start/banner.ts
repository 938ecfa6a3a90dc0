import { relative } from 'node:path';
import type { LocalStack } from './start-local-stack.ts';

/** What a person sees once the stack runs: where it is, and what to type next. `here` is the folder they are in. */
export function banner({ endpoints, credentialsFile, dataDir, region }: LocalStack, here: string): string {
  const near = (path: string) => (relative(here, path).startsWith('..') ? path : relative(here, path) || '.');
  return `
  Dynamic Tool Runtime is running. Ctrl-C stops it.

    API        ${endpoints.api}
    For keys   ${endpoints.keyApi}  (the same routes, for agents that come with a key)
    Docs       ${endpoints.api}/docs
    AgentCore  ${endpoints.agentcore}  (Code Interpreter)
    Data       ${near(dataDir)}  (addresses of all services: ${near(dataDir)}/endpoints.json)

  Next, in another terminal in this folder:

    read -r key secret < "${near(dataDir)}/keys/planner"
    curl --aws-sigv4 "aws:amz:${region}:execute-api" --user "$key:$secret" ${endpoints.api}/tools

  For AWS tools and SDKs:

    export AWS_SHARED_CREDENTIALS_FILE="${credentialsFile}" AWS_PROFILE=planner AWS_REGION=${region}

  Profiles: planner, researcher (agents); operator (may also use S3, SQS, DynamoDB, Lambda and the Code Interpreter themselves).

`;
}
