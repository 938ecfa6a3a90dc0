import { defaultPolicy, type Policy, type PolicyDocument } from '@dtr/contracts';
import type { Answer } from '../http/agent.ts';
import type { Connection } from '../stack/connection.ts';
import { uniqueName } from './drafts.ts';

/** Policies that tests put beside those of the deployment, so that the agents of other tests are judged as ever. */
export interface PolicyBench {
  /** The one agent that these policies judge. */
  readonly operatorId: string;
  /** Throws when it is refused. */
  put(document: PolicyDocument, ifMatch?: string): Promise<Answer<Policy>>;
  refusedPut(document: PolicyDocument, ifMatch?: string): ReturnType<Connection['operator']['refused']>;
  /** Takes their agents from all policies that were put: those are judged by the default one again. */
  release(): Promise<void>;
}

/** A document of its own name: the default one, with changes. */
export function aPolicyOf(agents: readonly string[], changes: Partial<PolicyDocument> = {}): PolicyDocument {
  const name = uniqueName('policy').replaceAll('_', '-');
  return { ...defaultPolicy, name, description: 'For a test.', agents, ...changes };
}

/** The default policy without one Python module. */
export function withoutModule(module: string): Pick<PolicyDocument, 'allowedModules'> {
  const { allowedModules } = defaultPolicy;
  return { allowedModules: { ...allowedModules, python: allowedModules.python.filter((name) => name !== module) } };
}

export async function openPolicyBench({ operator }: Connection): Promise<PolicyBench> {
  const names = new Set<string>();
  const options = (body: PolicyDocument, ifMatch?: string) => ({
    body,
    ...(ifMatch !== undefined && { headers: { 'if-match': ifMatch } }),
  });
  return {
    operatorId: '000000000000/user/operator',
    async put(document, ifMatch) {
      const answer = await operator.call<Policy>('PUT', `/policies/${document.name}`, options(document, ifMatch));
      if (answer.status >= 300) throw new Error(`The policy was refused: ${answer.text}`);
      names.add(document.name);
      return answer;
    },
    refusedPut: (document, ifMatch) =>
      operator.refused('PUT', `/policies/${document.name}`, options(document, ifMatch)),
    async release() {
      for (const name of names) {
        const { body, headers } = await operator.call<Policy>('GET', `/policies/${name}`);
        if (body.document.agents.length > 0) {
          await operator.call('PUT', `/policies/${name}`, options({ ...body.document, agents: [] }, headers.etag));
        }
      }
      names.clear();
    },
  };
}
