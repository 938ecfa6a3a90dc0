import type { PolicyDocument } from '@dtr/contracts';
import type { Finding, Fix } from '../../analysis/rule.ts';
import { forbiddenBuiltins, nameAccess } from '../data/builtins.ts';
import { moduleMembers } from '../data/module-members.ts';
import type { PythonContext, PythonRule } from '../python-context.ts';
import type { PyNode, PyOf } from '../tree.ts';

export const undefinedName: PythonRule = {
  id: 'python.undefined-name',
  languages: ['python'],
  severity: 'medium',
  action: 'reject',
  category: 'correctness',
  cwe: 456,
  examples: [
    {
      language: 'python',
      bad: `def handler(text: str):
    return json.loads(text)  # <- python.undefined-name
`,
      good: `import json

def handler(text: str):
    return json.loads(text)
`,
    },
  ],
  summary: 'A name that is neither bound in the code nor an allowed builtin would end the execution with a NameError.',
  suggestion: 'Define or import the name, or correct its spelling.',
  *check(context): Generator<Finding> {
    const { tree, scopes, policy, spanOf } = context;
    const isKnown = knownNames(policy);
    if (tree.nodesOf('ImportFrom').some(({ names }) => names.some(({ name }) => name === '*'))) return;
    for (const { node } of scopes.references) {
      if (node.ctx.nodeType !== 'Load' || scopes.bindingsOf(node) || isKnown(node.id)) continue;
      yield { span: spanOf(node), message: `The name ${node.id} is not defined.`, ...help(context, node) };
    }
  },
};

/** What may be meant: a module or a name of one that was not imported. */
function help(context: PythonContext, node: PyOf<'Name'>): Partial<Finding> {
  const parent = context.tree.parentOf(node);
  const isModule = moduleMembers.has(node.id) && context.paths.isAllowedModule(node.id);
  if (isModule && parent?.nodeType === 'Attribute' && parent.value === node) {
    const statement = `import ${node.id}`;
    return { suggestion: `Add \`${statement}\` at the top.`, fix: withImport(context, statement) };
  }
  const homes = [...moduleMembers].filter(
    ([module, names]) => names.has(node.id) && context.paths.isAllowedModule(module),
  );
  if (homes.length === 0 || node.id.length < 3) return {};
  return {
    suggestion: `Define it, or import it: ${homes.map(([module]) => `\`from ${module} import ${node.id}\``).join(' or ')}.`,
  };
}

/** Below the docstring and the `__future__` imports, which have to stay first. */
function withImport({ tree, source }: PythonContext, statement: string): Fix {
  const first = tree.module.body.find((node, index) => !isPreamble(node, index));
  const line = tree.module.body[0] === first ? (firstLineOf(first) ?? 1) : lineAfter(tree.module.body, first);
  const at = source.lineStarts[line - 1] ?? source.code.length;
  return { description: `Add \`${statement}\`.`, edits: [{ span: { start: at, end: at }, text: `${statement}\n` }] };
}

function isPreamble(node: PyNode, index: number): boolean {
  if (node.nodeType === 'ImportFrom') return node.module === '__future__';
  return index === 0 && node.nodeType === 'Expr' && node.value.nodeType === 'Constant';
}

/** Decorators stand above the definition. */
function firstLineOf(node: PyNode | undefined): number | undefined {
  const [decorator] = node && 'decorator_list' in node ? node.decorator_list : [];
  return decorator?.lineno ?? node?.lineno;
}

function lineAfter(body: readonly PyNode[], first: PyNode | undefined): number {
  const before = first ? body[body.indexOf(first) - 1] : body.at(-1);
  return (before?.end_lineno ?? 0) + 1;
}

function knownNames({ allowedGlobals }: PolicyDocument) {
  const allowed = new Set(allowedGlobals.python);
  return (name: string) => allowed.has(name) || forbiddenBuiltins.has(name) || nameAccess.has(name);
}
