import type { Assembled } from '../regex/assembled.ts';
import { constantText } from '../regex/assembled.ts';
import type { RegexUse } from '../regex/judge-regex.ts';
import type { PythonContext } from './python-context.ts';
import { regexTexts } from './regex-text.ts';
import type { PyExpression, PyNode, PyOf } from './tree.ts';

/** A place where the code gives a pattern to `re`. */
export interface PythonRegexUse {
  readonly node: PyNode;
  readonly texts: readonly Assembled[];
  readonly flags: string;
  readonly use: RegexUse;
}

/** How each function applies its pattern, and where its flags stand. */
const functions: ReadonlyMap<string, { readonly use: RegexUse; readonly flagsAt: number }> = new Map(
  Object.entries({
    're.compile': { use: 'search', flagsAt: 1 },
    're.search': { use: 'search', flagsAt: 2 },
    're.match': { use: 'match', flagsAt: 2 },
    're.fullmatch': { use: 'whole', flagsAt: 2 },
    're.findall': { use: 'search', flagsAt: 2 },
    're.finditer': { use: 'search', flagsAt: 2 },
    're.split': { use: 'search', flagsAt: 3 },
    're.sub': { use: 'search', flagsAt: 4 },
    're.subn': { use: 'search', flagsAt: 4 },
  } as const),
);

/** Every pattern that reaches `re`, by whatever name the function goes. */
export function* regexUses(context: PythonContext): Generator<PythonRegexUse> {
  const loads = loadsByName(context);
  for (const call of context.tree.nodesOf('Call')) {
    const called = functionOf(call.func, context);
    if (called) yield* useIn(call, called, context, loads);
    for (const [index, argument] of call.args.entries()) {
      const given = called ? undefined : functionOf(argument, context);
      // `partial(re.match, pattern)`, `map(re.compile, patterns)`.
      if (given) for (const node of call.args.slice(index + 1)) yield* handedOver(node, given.use, context);
    }
  }
  yield* templatePatterns(context);
}

const templateParts = new Set(['pattern', 'idpattern', 'braceidpattern']);

/** Classes derived from `string.Template` give it patterns by name. */
function* templatePatterns(context: PythonContext): Generator<PythonRegexUse> {
  for (const { bases, body } of context.tree.nodesOf('ClassDef')) {
    if (!bases.some((base) => context.paths.originOf(base) === 'string.Template')) continue;
    for (const statement of body) {
      const [target] = statement.nodeType === 'Assign' ? statement.targets : [];
      if (statement.nodeType !== 'Assign' || target?.nodeType !== 'Name' || !templateParts.has(target.id)) continue;
      const { value } = statement;
      yield { node: value, texts: regexTexts(value, context), flags: 'ix', use: 'search' };
    }
  }
}

function* useIn(
  call: PyOf<'Call'>,
  { use, flagsAt }: { readonly use: RegexUse; readonly flagsAt: number },
  context: PythonContext,
  loads: LoadsByName,
): Generator<PythonRegexUse> {
  const pattern = call.args[0] ?? call.keywords.find(({ arg }) => arg === 'pattern')?.value;
  if (!pattern || pattern.nodeType === 'Starred') return;
  // A compiled pattern is judged where it is compiled.
  if (isCompiled(pattern, context)) return;
  const flags = call.args[flagsAt] ?? call.keywords.find(({ arg }) => arg === 'flags')?.value;
  const applied = useOfCompiled(call, use, context, loads);
  yield { node: pattern, texts: regexTexts(pattern, context), flags: flagsIn(flags, context), use: applied };
}

function* handedOver(node: PyExpression, use: RegexUse, context: PythonContext): Generator<PythonRegexUse> {
  const items = node.nodeType === 'List' || node.nodeType === 'Tuple' ? node.elts : [node];
  for (const item of items) {
    const texts = context.fold(item);
    if (texts) yield { node: item, texts: [...texts].map(constantText), flags: '', use };
  }
}

/** The function of `re` that an expression is, also by a name that it is assigned to. */
function functionOf(node: PyExpression, { paths, scopes }: PythonContext) {
  const path = paths.pathOf(node);
  if (path !== undefined || node.nodeType !== 'Name') return functions.get(path ?? '');
  const bindings = scopes.bindingsOf(node) ?? [];
  const value = bindings.length === 1 ? bindings[0]?.value : undefined;
  return value && functions.get(paths.pathOf(value) ?? '');
}

function isCompiled(node: PyExpression, context: PythonContext): boolean {
  if (node.nodeType === 'Call') return context.paths.pathOf(node.func) === 're.compile';
  const bindings = (node.nodeType === 'Name' && context.scopes.bindingsOf(node)) || [];
  return bindings.some(({ value }) => value?.nodeType === 'Call' && context.paths.pathOf(value.func) === 're.compile');
}

const anchored = new Map<string, RegexUse>([
  ['match', 'match'],
  ['fullmatch', 'whole'],
]);

/** A compiled pattern that is only ever matched from the start is not searched for. */
function useOfCompiled(call: PyOf<'Call'>, use: RegexUse, { tree }: PythonContext, loads: LoadsByName): RegexUse {
  const parent = tree.parentOf(call);
  if (parent?.nodeType === 'Attribute') return anchored.get(parent.attr) ?? use;
  if (parent?.nodeType !== 'Assign') return use;
  const [target] = parent.targets;
  const named = (target?.nodeType === 'Name' && loads.get(target.id)) || [];
  const uses = named.map((node) => {
    const above = tree.parentOf(node);
    return (above?.nodeType === 'Attribute' && anchored.get(above.attr)) || use;
  });
  const [first] = uses;
  return first && uses.every((one) => one === first) ? first : use;
}

type LoadsByName = ReadonlyMap<string, readonly PyOf<'Name'>[]>;

function loadsByName({ scopes }: PythonContext): LoadsByName {
  const loads = new Map<string, PyOf<'Name'>[]>();
  for (const { node } of scopes.references) {
    if (node.ctx.nodeType !== 'Load') continue;
    const known = loads.get(node.id);
    if (known) known.push(node);
    else loads.set(node.id, [node]);
  }
  return loads;
}

const flagLetters = new Map([
  ['I', 'i'],
  ['IGNORECASE', 'i'],
  ['M', 'm'],
  ['MULTILINE', 'm'],
  ['S', 's'],
  ['DOTALL', 's'],
  ['X', 'x'],
  ['VERBOSE', 'x'],
  ['A', 'a'],
  ['ASCII', 'a'],
]);

/** The flags that an expression names: `re.I | re.X`, also through a name. */
function flagsIn(node: PyExpression | undefined, { scopes, tree, source }: PythonContext): string {
  const value = (node?.nodeType === 'Name' && scopes.bindingsOf(node)?.[0]?.value) || node;
  if (!value) return '';
  const { start, end } = tree.spanOf(value);
  const names = source.code.slice(Math.max(0, start), end).match(/\w+/g) ?? [];
  return names.map((name) => flagLetters.get(name) ?? '').join('');
}
