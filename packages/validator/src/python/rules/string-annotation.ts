import type { Finding } from '../../analysis/rule.ts';
import { isAllowedAttribute } from '../data/attributes.ts';
import { forbiddenBuiltins } from '../data/builtins.ts';
import { parseExpression } from '../parser/parse-python.ts';
import type { PythonContext, PythonRule } from '../python-context.ts';
import { childrenOf, type PyExpression, type PyKind, type PyNode } from '../tree.ts';

/** What does something when the text is evaluated. Anything else only names. */
const actingNodes = new Set<PyKind>([
  'Call',
  'Lambda',
  'ListComp',
  'SetComp',
  'DictComp',
  'GeneratorExp',
  'NamedExpr',
  'Await',
  'Yield',
  'YieldFrom',
]);

export const stringAnnotation: PythonRule = {
  id: 'python.string-annotation',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 95,
  threats: ['PY-DYN-5'],
  examples: [
    {
      language: 'python',
      bad: `from functools import singledispatch

@singledispatch
def show(value):
    return str(value)

@show.register
def _(value: "print('loaded')"):  # <- python.string-annotation
    return repr(value)

def handler(value):
    return show(value)
`,
      good: `from functools import singledispatch

@singledispatch
def show(value):
    return str(value)

@show.register
def _(value: int):
    return repr(value)

def handler(value):
    return show(value)
`,
    },
  ],
  summary: 'The text of an annotation is code that some library functions evaluate; it may only name types.',
  suggestion: 'Write the type itself, without quotes.',
  *check(context): Generator<Finding> {
    for (const annotation of annotationsOf(context))
      for (const node of strings(annotation))
        if (doesSomething(node.value))
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
    if (node.nodeType === 'Constant' && typeof node.value === 'string') yield node as { value: string } & PyNode;
    pending.push(...partsOf(node));
  }
}

function partsOf(node: PyNode): readonly PyNode[] {
  if (node.nodeType !== 'Subscript') return childrenOf(node);
  switch (lastName(node.value)) {
    case 'Literal':
      return [];
    case 'Annotated':
      return node.slice.nodeType === 'Tuple' ? node.slice.elts.slice(0, 1) : [];
    default:
      return childrenOf(node);
  }
}

function lastName(node: PyExpression): string {
  if (node.nodeType === 'Attribute') return node.attr;
  return node.nodeType === 'Name' ? node.id : '';
}

/** Text that does not parse is a note to people: evaluating it is an error, not an act. */
function doesSomething(text: string): boolean {
  const module = parseExpression(text);
  const pending: PyNode[] = module ? [module] : [];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (actingNodes.has(node.nodeType)) return true;
    if (node.nodeType === 'Attribute' && !isAllowedAttribute(node.attr)) return true;
    if (node.nodeType === 'Name' && forbiddenBuiltins.has(node.id)) return true;
    pending.push(...childrenOf(node));
  }
  return false;
}
