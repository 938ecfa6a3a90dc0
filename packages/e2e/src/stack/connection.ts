import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Credentials, readSharedCredentials } from '@dtr/client';
import { type Agent, createAgent } from '../http/agent.ts';
import { type Contract, createContract } from '../http/contract.ts';

/** Names the data folder of the stack that the tests share; set by the global set-up. */
export const stackDirVariable = 'DTR_E2E_STACK_DIR';

export type Profile = 'planner' | 'researcher' | 'operator';

/** How to reach a running local stack. */
export interface Connection {
  readonly endpoints: Readonly<Record<string, string>> & { readonly api: string };
  readonly credentialsFile: string;
  readonly contract: Contract;
  readonly planner: Agent;
  readonly researcher: Agent;
  /** May apply policies. */
  readonly operator: Agent;
  credentialsOf(profile: Profile): Promise<Credentials>;
}

/** Connects to the stack of this test run, by the two files that every stack writes into its data folder. */
export async function connect(): Promise<Connection> {
  const dir = process.env[stackDirVariable];
  if (!dir) throw new Error(`${stackDirVariable} is not set: these tests need the stack of the global set-up`);
  const endpoints: Connection['endpoints'] = JSON.parse(readFileSync(join(dir, 'endpoints.json'), 'utf8'));
  const credentialsFile = join(dir, 'credentials');
  const credentialsOf = (profile: Profile) => readSharedCredentials(credentialsFile, profile);
  const document = await fetch(new URL('/openapi.json', endpoints.api));
  const contract = createContract((await document.json()) as Contract['document']);
  const agentOf = async (profile: Profile) => createAgent(endpoints.api, await credentialsOf(profile), contract);
  return {
    endpoints,
    credentialsFile,
    contract,
    planner: await agentOf('planner'),
    researcher: await agentOf('researcher'),
    operator: await agentOf('operator'),
    credentialsOf,
  };
}
