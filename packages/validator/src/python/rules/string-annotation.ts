import type { Finding } from '../../analysis/rule.ts';
import { isAllowedAttribute } from '../data/attributes.ts';
import { parseExpression } from '../parser/parse-python.ts';
import type { PythonContext, PythonRule } from '../python-context.ts';
import { childrenOf, type PyExpression, type PyNode } from '../tree.ts';

const typeNodes = new Set([
  'Name',
  'Attribute',
  'Subscript',
  'Tuple',
  'List',
  'Constant',
  'BinOp',
  'Load',
  'BitOr',
  'Expr',
  'Module',
  'Starred',
]);

export const stringAnnotation: PythonRule = {
  id: 'python.string-annotation',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 95,
  summary: 'The text of an annotation is code that some library functions evaluate; it may only name types.',
  suggestion: 'Write the type itself, without quotes.',
  *check(context): Generator<Finding> {
    for (const annotation of annotationsOf(context))
      for (const node of strings(annotation))
        if (!isTypeText(node.value))
          yield { span: context.spanOf(node), message: 'The annotation holds code that is not a type.' };
  },
};

function annotationsOf({ tree }: PythonContext): PyExpression[] {
  const functions = tree.nodesOf('FunctionDef', 'AsyncFunctionDef').flatMap(({ returns }) => returns ?? []);
  const others = tree.nodesOf('Arg', 'AnnAssign').flatMap(({ annotation }) => annotation ?? []);
  return [...functions, ...others];
}

/** String constants in an annotation, but not those of `Literal` and the notes of `Annotated`: they are data. */
function* strings(annotation: PyExpression) {
  const pending: PyNode[] = [annotation];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.nodeType === 'Constant' && typeof node.value === 'string') yield node;
    if (node.nodeType === 'Subscript' && isData(node.value)) continue;
    pending.push(...childrenOf(node));
  }
}

function isData(node: PyExpression): boolean {
  const name = node.nodeType === 'Attribute' ? node.attr : node.nodeType === 'Name' ? node.id : '';
  return name === 'Literal' || name === 'Annotated';
}

function isTypeText(text: string): boolean {
  const module = parseExpression(text);
  if (!module) return false;
  const pending: PyNode[] = [module];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (!typeNodes.has(node.nodeType)) return false;
    if (node.nodeType === 'Attribute' && !isAllowedAttribute(node.attr)) return false;
    pending.push(...childrenOf(node));
  }
  return true;
}
