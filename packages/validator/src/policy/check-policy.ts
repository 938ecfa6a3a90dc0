import type { PolicyDocument, RequestFault } from '@dtr/contracts';
import type { RuleMeta } from '../analysis/rule.ts';
import { isReviewedRefusal } from '../python/data/member-families.ts';
import { adviceOn } from '../python/data/module-advice.ts';
import { familiarModules, moduleFamilyOf } from '../python/data/module-families.ts';
import { moduleMembers } from '../python/data/module-members.ts';
import { isStandardModule } from '../python/data/standard-modules.ts';
import { allRules } from '../rules.ts';
import { nearestName } from './nearest-name.ts';

const rulesById: ReadonlyMap<string, RuleMeta> = new Map(allRules.map((rule) => [rule.id, rule]));

/**
 * What of a policy only the validator can know: rules that do not exist or cannot be switched, modules and members that
 * nobody knows, members of modules that are not allowed. The policy already has its shape. None means that it can be applied.
 */
export function checkPolicy(policy: PolicyDocument): readonly RequestFault[] {
  return [...ruleFaults(policy), ...memberFaults(policy), ...moduleFaults(policy), ...languageFaults(policy)];
}

function* ruleFaults({ rules }: PolicyDocument): Generator<RequestFault> {
  for (const id of Object.keys(rules)) {
    const rule = rulesById.get(id);
    const pointer = `/rules/${escaped(id)}`;
    if (!rule)
      yield { pointer, message: `there is no such rule${perhaps(id, rulesById.keys())}; docs/rules.md lists them` };
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
    for (const [index, name] of names.entries()) {
      const message = name.startsWith('__') ? 'names with two underscores are never given' : misspelt(module, name);
      if (message !== undefined) yield { pointer: `${pointer}/${index}`, message };
    }
  }
}

/** A module that was reviewed has all its names in the table, among those it gives or those that need a policy of their own. */
function misspelt(module: string, name: string): string | undefined {
  const members = moduleMembers.get(module);
  const path = `${module}.${name}`;
  if (!members || members.has(name) || moduleMembers.has(path) || isReviewedRefusal(path)) return undefined;
  return `${module} has no ${name} among the names that were reviewed${perhaps(name, members)}`;
}

/** Modules of CPython, and others that the rules know of. Whether the sandbox has them is not asked here. */
function* moduleFaults({ allowedModules }: PolicyDocument): Generator<RequestFault> {
  for (const [index, module] of allowedModules.python.entries()) {
    if (isStandardModule(module) || moduleMembers.has(module) || isFamiliar(module)) continue;
    const known = [...moduleMembers.keys(), ...familiarModules];
    const pointer = `/allowedModules/python/${index}`;
    yield { pointer, message: `there is no such module in Python${perhaps(module, known)}` };
  }
}

const isFamiliar = (module: string) => adviceOn(module) !== undefined || moduleFamilyOf(module).name !== 'other';

/** A tool in JavaScript or TypeScript is one module: the sandbox has nothing it could import. */
function* languageFaults({ allowedModules }: PolicyDocument): Generator<RequestFault> {
  for (const language of ['javascript', 'typescript'] as const)
    for (const index of allowedModules[language].keys())
      yield {
        pointer: `/allowedModules/${language}/${index}`,
        message: 'the sandbox has no modules to import in this language',
      };
}

/** A name that is spelled nearly like this one. */
function perhaps(written: string, names: Iterable<string>): string {
  const nearest = nearestName(written, names);
  return nearest === undefined ? '' : `, perhaps ${nearest} is meant`;
}

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');
