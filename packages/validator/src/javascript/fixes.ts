import type { Finding, Fix } from '../analysis/rule.ts';
import { nameOf, outermost, unwrap } from './expressions.ts';
import type { ScriptContext } from './script-context.ts';
import { type NodeOf, type ScriptNode, spanOf } from './tree.ts';

type MaybeFix = Pick<Finding, 'fix'>;

const replace = (description: string, node: ScriptNode, text: string): MaybeFix => ({
  fix: { description, edits: [{ span: spanOf(node), text }] },
});

/** `globalThis.Math.max(…)` is `Math.max(…)`, unless the code has a `Math` of its own. */
function directGlobal(node: NodeOf<'Identifier'>, context: ScriptContext): MaybeFix {
  const parent = context.tree.parentOf(node);
  if (parent?.type !== 'MemberExpression' || parent.object !== node || parent.optional) return {};
  const name = nameOf(parent);
  if (name === undefined || !context.globals.has(name) || definesName(name, context)) return {};
  return replace(`Name ${name} directly.`, parent, name);
}

const definesName = (name: string, { tree, scopes }: ScriptContext) =>
  tree.nodesOf('Identifier').some((node) => node.name === name && scopes.namedBy(node) !== undefined);

/** `module.exports = { run, other };` and `module.exports.run = run;` as statements are `export { … };`. */
function esExport(node: NodeOf<'Identifier'>, context: ScriptContext): MaybeFix {
  const { tree, scopes } = context;
  const statement = statementOf(node, context);
  const assignment = statement?.type === 'ExpressionStatement' ? statement.expression : undefined;
  if (!statement || assignment?.type !== 'AssignmentExpression' || assignment.operator !== '=') return {};
  const isTop = tree.parentOf(statement) === tree.program;
  const isAlone = scopes.free.filter(({ name }) => name === 'module' || name === 'exports').length === 1;
  const names = isTop && isAlone && exportedNames(assignment, context);
  return names && names.length > 0
    ? replace('Export as an ES module does.', statement, `export { ${names.join(', ')} };`)
    : {};
}

function exportedNames({ left, right }: NodeOf<'AssignmentExpression'>, context: ScriptContext): string[] | undefined {
  const target = context.source.code.slice(...left.range);
  const own = (name: ScriptNode) => name.type === 'Identifier' && context.scopes.topLevel(name.name) !== undefined;
  const [, member] = /^(?:module\.)?exports\.(\w+)$/.exec(target) ?? [];
  if (member !== undefined)
    return right.type === 'Identifier' && own(right) ? [aliased(right.name, member)] : undefined;
  if (target !== 'module.exports') return undefined;
  if (right.type === 'Identifier' && own(right)) return [`${right.name} as default`];
  if (right.type !== 'ObjectExpression') return undefined;
  const names = right.properties.map((property) => {
    const name = property.type === 'Property' ? nameOf(property) : undefined;
    const isPlain = property.type === 'Property' && property.value.type === 'Identifier' && own(property.value);
    return name !== undefined && isPlain && /^\w+$/.test(name)
      ? aliased((property.value as NodeOf<'Identifier'>).name, name)
      : undefined;
  });
  return names.every((name) => name !== undefined) ? names : undefined;
}

const aliased = (local: string, exported: string) => (local === exported ? local : `${local} as ${exported}`);

function statementOf(node: ScriptNode, { tree }: ScriptContext): ScriptNode | undefined {
  let at: ScriptNode | undefined = node;
  while (at && !/Statement$|Declaration$/.test(at.type)) at = tree.parentOf(at);
  return at;
}

/** `setImmediate(task)` is `setTimeout(task, 0)`. */
function laterAsTimer(node: NodeOf<'Identifier'>, { tree, source }: ScriptContext): MaybeFix {
  const call = tree.parentOf(node);
  if (node.name !== 'setImmediate' || call?.type !== 'CallExpression' || call.callee !== node) return {};
  const [task, ...more] = call.arguments;
  if (!task || more.length > 0 || task.type === 'SpreadElement') return {};
  return replace('Use a timer of no time.', call, `setTimeout(${source.code.slice(...task.range)}, 0)`);
}

/** `value.__proto__ === other`, compared, is what Object.getPrototypeOf gives. */
export function askedPrototype(node: NodeOf<'MemberExpression'>, { tree, source }: ScriptContext): MaybeFix {
  const parent = tree.parentOf(outermost(node, tree));
  const isCompared = parent?.type === 'BinaryExpression' && ['===', '!==', '==', '!='].includes(parent.operator);
  if (!isCompared || node.optional || nameOf(node) !== '__proto__' || unwrap(node.object).type === 'Super') return {};
  return replace('Ask for the prototype.', node, `Object.getPrototypeOf(${source.code.slice(...node.object.range)})`);
}

/** An import of which nothing is used. One that runs a module for what it does is kept. */
export function unusedImport(node: ScriptNode, { scopes }: ScriptContext): MaybeFix {
  if (node.type !== 'ImportDeclaration' || node.specifiers.length === 0) return {};
  const isUsed = node.specifiers.some(({ local }) => (scopes.namedBy(local)?.references.length ?? 1) > 0);
  return isUsed ? {} : replace('Remove the import: nothing uses it.', node, '');
}

/** The fix for a global by its name. */
export function fixOfGlobal(node: NodeOf<'Identifier'>, context: ScriptContext): { readonly fix?: Fix } {
  if (['globalThis', 'self', 'window', 'global'].includes(node.name)) return directGlobal(node, context);
  if (node.name === 'module' || node.name === 'exports') return esExport(node, context);
  return laterAsTimer(node, context);
}
