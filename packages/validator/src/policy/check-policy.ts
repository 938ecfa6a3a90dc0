import type { PolicyDocument, RequestFault } from '@dtr/contracts';
import type { RuleMeta } from '../analysis/rule.ts';
import { moduleMembers } from '../python/data/module-members.ts';
import { allRules } from '../rules.ts';

const rulesById: ReadonlyMap<string, RuleMeta> = new Map(allRules.map((rule) => [rule.id, rule]));

/**
 * What of a policy only the validator can know: rules that do not exist or cannot be switched, members of modules that
 * are not allowed. The policy already has its shape. None means that it can be applied.
 */
export function checkPolicy(policy: PolicyDocument): readonly RequestFault[] {
  return [...ruleFaults(policy), ...memberFaults(policy), ...languageFaults(policy)];
}

function* ruleFaults({ rules }: PolicyDocument): Generator<RequestFault> {
  for (const id of Object.keys(rules)) {
    const rule = rulesById.get(id);
    const pointer = `/rules/${escaped(id)}`;
    if (!rule) yield { pointer, message: `there is no such rule${nearest(id)}; docs/rules.md lists them` };
    else if (rule.isFixed) yield { pointer, message: 'this rule cannot be switched: the other rules rest on it' };
  }
}

function* memberFaults({ allowedMembers, allowedModules }: PolicyDocument): Generator<RequestFault> {
  const allowed = new Set(allowedModules.python);
  for (const [module, names] of Object.entries(allowedMembers)) {
    const pointer = `/allowedMembers/${escaped(module)}`;
    const parent = module.slice(0, Math.max(0, module.lastIndexOf('.')));
    if (!allowed.has(module) && !(moduleMembers.has(module) && allowed.has(parent)))
      yield { pointer, message: 'the module is not among /allowedModules/python' };
    for (const [index, name] of names.entries())
      if (name.startsWith('__'))
        yield { pointer: `${pointer}/${index}`, message: 'names with two underscores are never given' };
  }
}

/** A tool in JavaScript or TypeScript is one module: the sandbox has nothing it could import. */
function* languageFaults({ allowedModules }: PolicyDocument): Generator<RequestFault> {
  for (const language of ['javascript', 'typescript'] as const)
    for (const index of allowedModules[language].keys())
      yield {
        pointer: `/allowedModules/${language}/${index}`,
        message: 'the sandbox has no modules to import in this language',
      };
}

/** The end of the id is what people remember. */
function nearest(id: string): string {
  const name = id.slice(id.indexOf('.') + 1);
  const known = [...rulesById.keys()].find((one) => one.endsWith(`.${name}`) || one.includes(name));
  return known === undefined ? '' : `, perhaps ${known} is meant`;
}

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');
