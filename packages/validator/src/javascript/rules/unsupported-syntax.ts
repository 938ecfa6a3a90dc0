import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import type { ScriptContext, ScriptRule } from '../script-context.ts';
import { type NodeOf, type ScriptNode, spanOf } from '../tree.ts';

export const unsupportedSyntax: ScriptRule = {
  id: 'javascript.unsupported-syntax',
  languages: scriptLanguages,
  severity: 'medium',
  action: 'reject',
  category: 'syntax',
  cwe: 436,
  threats: ['TS-1', 'ANY-VAL-2'],
  examples: [
    {
      language: 'typescript',
      bad: `namespace Geometry { // <- javascript.unsupported-syntax
  export const area = (side: number) => side ** 2;
}
export function handler(side: number): number {
  return Geometry.area(side);
}`,
      good: `const geometry = {
  area: (side: number) => side ** 2,
};
export function handler(side: number): number {
  return geometry.area(side);
}`,
    },
    {
      language: 'typescript',
      bad: `const logged = (target: unknown) => target;
@logged // <- javascript.unsupported-syntax
class Box {}
export const handler = (): string => Box.name;`,
      good: `const logged = <T>(target: T): T => target;
const Box = logged(class Box {});
export const handler = (): string => Box.name;`,
    },
  ],
  summary: 'Syntax that the sandbox cannot run as it was checked: decorators, namespaces, `using`, `export =`.',
  suggestion: 'Use plain functions, classes, objects and ES exports.',
  *check(context): Generator<Finding> {
    for (const { node, what, instead } of unsupported(context))
      yield { span: spanOf(node), message: `${what} cannot run in the sandbox.`, suggestion: instead };
  },
};

interface Unsupported {
  readonly node: ScriptNode;
  readonly what: string;
  readonly instead: string;
}

function* unsupported({ tree }: ScriptContext): Generator<Unsupported> {
  for (const node of tree.nodesOf('Decorator'))
    yield { node, what: 'A decorator', instead: 'Call the function on the class or method instead.' };
  for (const node of tree.nodesOf('TSModuleDeclaration'))
    if (!isErased(node))
      yield { node, what: 'A namespace', instead: 'Write an object: `const Name = { area(side) { ... } };`.' };
  for (const node of tree.nodesOf('TSExportAssignment', 'TSNamespaceExportDeclaration'))
    yield { node, what: 'This kind of export', instead: 'Write `export function` or `export default`.' };
  for (const node of tree.nodesOf('AccessorProperty'))
    yield { node, what: 'An accessor field', instead: 'Write a getter and a setter over a private field.' };
  for (const node of tree.nodesOf('VariableDeclaration'))
    if (node.kind === 'using' || node.kind === 'await using')
      yield { node, what: 'A using declaration', instead: 'Write `const` and clean up in `finally`.' };
}

const types = new Set(['TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'EmptyStatement']);

/** Declared, or nothing but types: it leaves nothing behind. */
function isErased(node: NodeOf<'TSModuleDeclaration'>): boolean {
  if (node.declare) return true;
  const body = node.body?.type === 'TSModuleBlock' ? node.body.body : undefined;
  return body?.every((statement) => types.has(contentOf(statement).type)) === true;
}

const contentOf = (statement: ScriptNode): ScriptNode =>
  statement.type === 'ExportNamedDeclaration' ? (statement.declaration ?? statement) : statement;
