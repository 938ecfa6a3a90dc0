import type { PyNode, PyOf, PythonTree } from '../tree.ts';

/** A place that CPython's compiler refuses, with its own words. */
interface CompileFault {
  readonly node: PyNode;
  readonly message: string;
}

/** CPython 3.14's limit, the function's own block included. */
const maximumBlocks = 21;
const blockKinds = new Set(['For', 'AsyncFor', 'While', 'With', 'AsyncWith', 'Try', 'TryStar']);
const functionKinds = new Set(['FunctionDef', 'AsyncFunctionDef', 'Lambda', 'ClassDef', 'Module']);
const futureFeatures = new Set(
  'nested_scopes generators division absolute_import with_statement print_function unicode_literals barry_as_FLUFL generator_stop annotations'.split(
    ' ',
  ),
);

/** What both parsers accept and CPython 3.14 does not; found by comparing them on its own test suite. */
export const compileChecks: readonly ((tree: PythonTree) => Generator<CompileFault>)[] = [
  bareStar,
  nestedBlocks,
  nestedFormatSpecs,
  debugAssignment,
  futureImports,
  asyncGeneratorReturn,
  surrogateString,
];

function* bareStar(tree: PythonTree): Generator<CompileFault> {
  for (const node of tree.nodesOf('Starred')) {
    const parent = tree.parentOf(node)?.nodeType;
    if (parent === 'Expr' || parent === 'FormattedValue') yield { node, message: "can't use starred expression here" };
  }
}

function* nestedBlocks(tree: PythonTree): Generator<CompileFault> {
  for (const node of tree.nodesOf('For', 'AsyncFor', 'While', 'With', 'AsyncWith', 'Try', 'TryStar')) {
    let blocks = 0;
    for (let at: PyNode | undefined = node; at && !functionKinds.has(at.nodeType); at = tree.parentOf(at))
      if (blockKinds.has(at.nodeType)) blocks += 1;
    if (blocks > maximumBlocks) yield { node, message: 'too many statically nested blocks' };
  }
}

function* nestedFormatSpecs(tree: PythonTree): Generator<CompileFault> {
  for (const node of tree.nodesOf('FormattedValue', 'Interpolation')) {
    let specs = 0;
    let below: PyNode = node;
    for (let at = tree.parentOf(node); at; at = tree.parentOf(at)) {
      if ('format_spec' in at && at.format_spec === below) specs += 1;
      if (at.nodeType !== 'JoinedStr' && at.nodeType !== 'FormattedValue') break;
      below = at;
    }
    if (specs > 2) yield { node, message: 'f-string: expressions nested too deeply' };
  }
}

function* debugAssignment(tree: PythonTree): Generator<CompileFault> {
  const message = 'cannot assign to __debug__';
  for (const node of tree.nodesOf('Attribute'))
    if (node.attr === '__debug__' && node.ctx.nodeType !== 'Load') yield { node, message };
  for (const node of tree.nodesOf('Keyword')) if (node.arg === '__debug__') yield { node, message };
}

function* futureImports(tree: PythonTree): Generator<CompileFault> {
  for (const node of tree.nodesOf('ImportFrom').filter(({ module }) => module === '__future__'))
    for (const alias of node.names) {
      if (futureFeatures.has(alias.name)) continue;
      const message = alias.name === 'braces' ? 'not a chance' : `future feature ${alias.name} is not defined`;
      yield { node: alias, message };
    }
}

function* asyncGeneratorReturn(tree: PythonTree): Generator<CompileFault> {
  const generators = new Set(tree.nodesOf('Yield').map((node) => ownerOf(tree, node)));
  for (const node of tree.nodesOf('Return').filter(({ value }) => value)) {
    const owner = ownerOf(tree, node);
    if (owner?.nodeType === 'AsyncFunctionDef' && generators.has(owner))
      yield { node, message: "'return' with value in async generator" };
  }
}

/** A string with half a character compiles in no encoding that exists. */
function* surrogateString(tree: PythonTree): Generator<CompileFault> {
  for (const node of tree.nodesOf('Constant')) {
    const { value } = node;
    if (typeof value === 'string' && isUnicode(node) && /\p{Surrogate}/u.test(value))
      yield { node, message: 'a string constant contains half a character (a lone surrogate)' };
  }
}

const isUnicode = (node: PyOf<'Constant'>) => !/b/i.test(node.quote_style ?? '');

function ownerOf(tree: PythonTree, node: PyNode): PyNode | undefined {
  let at = tree.parentOf(node);
  while (at && !functionKinds.has(at.nodeType)) at = tree.parentOf(at);
  return at;
}
