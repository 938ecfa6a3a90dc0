import { type AgentScope, agentScopes, type KeyedAgent, type Route, routes } from '@dtr/contracts';
import { type Caller, createAgent, createKeyAgent } from '../http/agent.ts';
import { uniqueName } from '../scenarios/drafts.ts';
import type { Connection } from '../stack/connection.ts';

/** Somebody before one of the doors. */
export interface Visitor {
  readonly name: string;
  /** `outside`: the gateway turns them away from every route that is not open. */
  readonly as: 'agent' | 'operator' | 'outside';
  readonly caller: Caller;
  /** A key for every scope but the route's, where the route has one. */
  readonly withoutScope?: (route: Route) => Caller;
  /** No key opens what names no scope. */
  readonly door: 'signature' | 'key';
}

/** Everybody there is: those who own things at each door, other agents, an operator, and those without any proof. */
export interface Visitors {
  readonly owners: readonly Visitor[];
  readonly others: readonly Visitor[];
  readonly agentName: string;
}

export async function gatherVisitors(stack: Connection): Promise<Visitors> {
  const { api, keyApi = '' } = stack.endpoints;
  const give = async (scopes: readonly string[]) => {
    const body = { name: uniqueName('bot').replace('_', '-'), scopes, rate: { requestsPerMinute: 100_000 } };
    const { key = '', name } = (await stack.operator.call<KeyedAgent>('POST', '/agents', { body })).body;
    return { name, caller: createKeyAgent(keyApi, { authorization: `Bearer ${key}` }, stack.contract) };
  };
  const [owner, other, bystander] = await Promise.all([give(agentScopes), give(agentScopes), give(['tools:read'])]);
  const lacking = new Map<AgentScope, Caller>();
  for (const scope of new Set(routes.flatMap((route) => route.scope ?? []))) {
    lacking.set(scope, (await give(agentScopes.filter((given) => given !== scope))).caller);
  }
  const withoutScope = ({ scope }: Route) => (scope && lacking.get(scope)) ?? other.caller;
  const nobodyAt = (address: string) => createKeyAgent(address, {}, stack.contract);
  const signedAtKeys = createAgent(keyApi, await stack.credentialsOf('operator'), stack.contract);

  return {
    owners: [
      { name: 'its owner', as: 'agent', door: 'signature', caller: stack.planner },
      { name: 'its owner, with a key', as: 'agent', door: 'key', caller: owner.caller },
    ],
    others: [
      { name: 'another agent', as: 'agent', door: 'signature', caller: stack.researcher },
      { name: 'another agent, with a key', as: 'agent', door: 'key', caller: other.caller },
      { name: 'an operator', as: 'operator', door: 'signature', caller: stack.operator },
      { name: 'nobody', as: 'outside', door: 'signature', caller: nobodyAt(api) },
      { name: 'nobody, at the door for keys', as: 'outside', door: 'key', caller: nobodyAt(keyApi) },
      { name: 'an operator at the door for keys', as: 'outside', door: 'key', caller: signedAtKeys },
      { name: 'a key without the scope', as: 'outside', door: 'key', caller: other.caller, withoutScope },
    ],
    // Of a bystander, since rotating and revoking it disturbs nobody.
    agentName: bystander.name,
  };
}
