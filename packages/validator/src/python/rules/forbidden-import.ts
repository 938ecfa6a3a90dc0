import type { Finding } from '../../analysis/rule.ts';
import { moduleFamilies } from '../data/module-families.ts';
import type { PythonContext, PythonRule } from '../python-context.ts';
import type { PyNode } from '../tree.ts';

export const forbiddenImport: PythonRule = {
  id: 'python.forbidden-import',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'import',
  cwe: 829,
  summary:
    'Only the modules that the policy lists may be imported: everything else can reach files, network, processes or the interpreter.',
  suggestion: 'Use one of the allowed modules, or write the few lines you need in the tool itself.',
  *check(context): Generator<Finding> {
    for (const { names } of context.tree.nodesOf('Import'))
      for (const alias of names)
        if (!context.paths.isAllowedModule(alias.name)) yield refuse(context, alias, alias.name);
    for (const node of context.tree.nodesOf('ImportFrom')) {
      if (node.level) yield relative(context, node);
      else if (!isImportable(context, node.module ?? '')) yield refuse(context, node, node.module ?? '');
    }
  },
};

/** `from urllib import parse` names an allowed module through its package; the member rule then checks the name. */
function isImportable({ paths, policy }: PythonContext, module: string): boolean {
  return paths.isAllowedModule(module) || policy.allowedModules.python.some((one) => one.startsWith(`${module}.`));
}

function relative(context: PythonContext, node: PyNode): Finding {
  const message = 'A relative import needs a package around the tool, and there is none.';
  return { span: context.spanOf(node), message, suggestion: 'Write the helper into the tool itself.' };
}

function refuse(context: PythonContext, node: PyNode, module: string): Finding {
  const span = context.spanOf(node);
  const [top = ''] = module.split('.');
  const family = moduleFamilies.get(top);
  const known = context.policy.allowedModules.python;
  if (!family) {
    const message = `The module ${module} is not among those that policy ${context.policy.name} allows.`;
    return { span, message, suggestion: `Allowed are: ${known.join(', ')}. ${forbiddenImport.suggestion}` };
  }
  const message = `The module ${module} gives access to ${family.reach}, which policy ${context.policy.name} does not allow.`;
  return { span, message, suggestion: family.suggestion, cwe: family.cwe };
}
