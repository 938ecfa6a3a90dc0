import { type FunctionNode, isFunction, nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';

export interface Method {
  readonly node: FunctionNode;
  readonly kind: 'method' | 'get' | 'set' | 'constructor' | 'init';
  /** The class or object it belongs to. */
  readonly owner: ScriptNode;
  /** It belongs to the class itself, not to its instances. */
  readonly isStatic: boolean;
}

/** `this.step` inside its class or object, `tool.step` on an object or instance made here, `Tool.step`. */
export function methodNamed(
  node: NodeOf<'MemberExpression'>,
  byName: ReadonlyMap<string, Method[]>,
  context: ScriptContext,
): FunctionNode | undefined {
  const methods = byName.get(memberName(node) ?? '') ?? [];
  if (methods.length === 0) return undefined;
  const owner = ownerOf(node.object, context);
  const isStatic = isClassItself(node.object, context);
  const found = methods.find((method) => method.owner === owner && method.isStatic === isStatic);
  return found && found.kind !== 'get' && found.kind !== 'set' ? found.node : undefined;
}

/** `Tool.make`, and `this.make` in a static method. */
function isClassItself(expression: ScriptNode, { tree, scopes }: ScriptContext): boolean {
  const node = unwrap(expression);
  if (node.type === 'Identifier') return scopes.variableOf(node)?.defs[0]?.node.type === 'ClassDeclaration';
  if (node.type !== 'ThisExpression') return false;
  for (let at = tree.parentOf(node); at; at = tree.parentOf(at)) {
    if (at.type === 'MethodDefinition' || at.type === 'PropertyDefinition') return at.static;
    if (at.type === 'StaticBlock') return true;
    if (at.type === 'FunctionDeclaration') return false;
  }
  return false;
}

/** The class or object literal that an expression is an instance of, when it is written in this code. */
export function ownerOf(expression: ScriptNode, context: ScriptContext, depth = 0): ScriptNode | undefined {
  const { tree, scopes } = context;
  const node = unwrap(expression);
  if (node.type === 'ThisExpression') return ownerAround(node, tree);
  if (node.type === 'ObjectExpression' || node.type === 'ClassExpression') return node;
  if (node.type === 'NewExpression') return ownerOf(node.callee, context, depth);
  const [definition, ...others] = (node.type === 'Identifier' && scopes.variableOf(node)?.defs) || [];
  if (!definition || others.length > 0 || depth > deepest) return undefined;
  if (definition.node.type === 'ClassDeclaration') return definition.node;
  const isConstant = definition.node.type === 'VariableDeclarator' && definition.node.id.type === 'Identifier';
  const init = isConstant && 'init' in definition.node ? definition.node.init : undefined;
  return init ? ownerOf(init as ScriptNode, context, depth + 1) : undefined;
}

const deepest = 8;

/** What `this` belongs to: arrow functions hand it on, other functions end it. */
function ownerAround(node: ScriptNode, tree: ScriptContext['tree']): ScriptNode | undefined {
  for (let at = tree.parentOf(node); at; at = tree.parentOf(at)) {
    if (at.type === 'PropertyDefinition' || at.type === 'StaticBlock') return classOf(at, tree);
    if (at.type === 'FunctionDeclaration') return undefined;
    if (at.type !== 'FunctionExpression') continue;
    const member = tree.parentOf(at);
    if (member?.type === 'MethodDefinition' || member?.type === 'PropertyDefinition') return classOf(member, tree);
    return member?.type === 'Property' ? tree.parentOf(member) : undefined;
  }
  return undefined;
}

function classOf(member: ScriptNode, tree: ScriptContext['tree']): ScriptNode | undefined {
  const body = tree.parentOf(member);
  return body && tree.parentOf(body);
}

/** The name of a member, private ones with their `#`. */
export function memberName(node: ScriptNode): string | undefined {
  const key = node.type === 'MemberExpression' ? node.property : 'key' in node ? (node.key as ScriptNode) : undefined;
  return key?.type === 'PrivateIdentifier' ? `#${key.name}` : nameOf(node);
}

export function methodsByName({ tree }: ScriptContext): ReadonlyMap<string, Method[]> {
  const found = new Map<string, Method[]>();
  for (const node of tree.nodesOf('MethodDefinition', 'PropertyDefinition', 'Property')) {
    const name = memberName(node) ?? symbolName(node);
    const owner = tree.parentOf(node);
    if (!isFunction(node.value) || name === undefined || !owner) continue;
    const kind = node.type === 'PropertyDefinition' ? 'method' : node.kind;
    const method = {
      node: node.value,
      kind,
      isStatic: 'static' in node && node.static,
      owner: owner.type === 'ClassBody' ? (tree.parentOf(owner) ?? owner) : owner,
    };
    found.set(name, [...(found.get(name) ?? []), method]);
  }
  return found;
}

/** `[Symbol.iterator]` goes by `@@iterator`. */
function symbolName(node: ScriptNode): string | undefined {
  if (!('computed' in node) || !node.computed) return undefined;
  const key = node.type === 'MemberExpression' ? node.property : 'key' in node ? (node.key as ScriptNode) : undefined;
  if (key?.type !== 'MemberExpression' || key.object.type !== 'Identifier' || key.object.name !== 'Symbol')
    return undefined;
  return `@@${nameOf(key) ?? ''}`;
}
