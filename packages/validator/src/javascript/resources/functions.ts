import type { Variable } from '@typescript-eslint/scope-manager';
import { type FunctionNode, isFunction, nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { type Method, methodNamed, methodsByName } from './methods.ts';

export type CallNode = NodeOf<'CallExpression' | 'NewExpression'>;

/** The functions that the code writes itself: who they are by name, and who calls them. */
export interface OwnFunctions {
  /** The function that an expression names, when it is written in this code. */
  named(expression: ScriptNode): FunctionNode | undefined;
  /** Every call, when the function is only ever called; absent when others may call it. */
  callsOf(node: FunctionNode): readonly CallNode[] | undefined;
  /** The calls by its name, whoever else may call it. */
  directCallsOf(node: FunctionNode): readonly NodeOf<'CallExpression'>[];
  /** The nearest function around a node; absent at the top level. */
  around(node: ScriptNode): FunctionNode | undefined;
  /** The methods, getters and setters of a name, in all classes and objects. */
  methods(name: string): readonly Method[];
}

export function findFunctions(context: ScriptContext): OwnFunctions {
  const { tree, scopes } = context;
  const byName = methodsByName(context);
  const byVariable = new Map<Variable, FunctionNode | undefined>();
  const homes = new Map<ScriptNode, FunctionNode | undefined>();
  const around = (node: ScriptNode) => {
    const path: ScriptNode[] = [];
    let at = node;
    let home: FunctionNode | undefined;
    for (let parent = tree.parentOf(at); parent && !homes.has(at); parent = tree.parentOf(at)) {
      path.push(at);
      if (isFunction(parent)) {
        home = parent;
        break;
      }
      at = parent;
    }
    home ??= homes.get(at);
    for (const passed of path) homes.set(passed, home);
    return home;
  };
  const named = (expression: ScriptNode): FunctionNode | undefined => {
    const node = unwrap(expression);
    if (isFunction(node)) return node;
    if (node.type === 'MemberExpression') return methodNamed(node, byName, context);
    if (node.type === 'CallExpression') return named(boundBy(node) ?? tree.program);
    const variable = node.type === 'Identifier' ? scopes.variableOf(node) : undefined;
    if (!variable) return undefined;
    if (!byVariable.has(variable)) {
      byVariable.set(variable, undefined);
      byVariable.set(variable, functionIn(variable, named));
    }
    return byVariable.get(variable);
  };
  const calls = new Map<FunctionNode, readonly CallNode[] | undefined>();
  return {
    named,
    around,
    directCallsOf: (node) => directCalls(node, context),
    methods: (name) => byName.get(name) ?? [],
    callsOf(node) {
      if (!calls.has(node)) calls.set(node, findCalls(node, context));
      return calls.get(node);
    },
  };
}

/** `step` in `step.bind(this)`. */
function boundBy({ callee }: NodeOf<'CallExpression'>): ScriptNode | undefined {
  const member = unwrap(callee);
  return member.type === 'MemberExpression' && nameOf(member) === 'bind' ? member.object : undefined;
}

/** Declared once and never assigned again. */
function functionIn(variable: Variable, named: OwnFunctions['named']): FunctionNode | undefined {
  const [definition, ...others] = variable.defs;
  if (!definition || others.length > 0) return undefined;
  const writes = variable.references.filter((use) => use.isWrite() && !use.init);
  const { node } = definition;
  if (isFunction(node) && definition.type === 'FunctionName') return writes.length === 0 ? node : undefined;
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier') return undefined;
  const [only] = writes;
  if (node.init) return writes.length === 0 ? named(node.init) : undefined;
  return writes.length === 1 && only?.writeExpr ? named(only.writeExpr) : undefined;
}

const mostCalls = 16;

function findCalls(node: FunctionNode, context: ScriptContext): readonly CallNode[] | undefined {
  const { tree } = context;
  const parent = tree.parentOf(node);
  if (parent?.type === 'CallExpression' && parent.callee === node) return [parent];
  const variable = nameVariable(node, context);
  if (!variable || variable.name === 'handler' || isExported(node, context)) return undefined;
  const reads = variable.references.filter((use) => use.isRead());
  if (reads.length === 0 || reads.length > mostCalls) return undefined;
  const calls: CallNode[] = [];
  for (const { identifier } of reads) {
    const call = tree.parentOf(identifier as ScriptNode);
    if ((call?.type !== 'CallExpression' && call?.type !== 'NewExpression') || call.callee !== identifier)
      return undefined;
    calls.push(call);
  }
  return calls;
}

function directCalls(node: FunctionNode, context: ScriptContext): NodeOf<'CallExpression'>[] {
  const uses = nameVariable(node, context)?.references.filter((use) => use.isRead()) ?? [];
  return uses.flatMap(({ identifier }) => {
    const call = context.tree.parentOf(identifier as ScriptNode);
    return call?.type === 'CallExpression' && call.callee === identifier ? [call] : [];
  });
}

/** The variable that holds a function, by declaration or as the value of a `const`. */
function nameVariable(node: FunctionNode, { tree, scopes }: ScriptContext): Variable | undefined {
  const parent = tree.parentOf(node);
  if (parent?.type === 'VariableDeclarator') return scopes.declaredBy(parent);
  return node.type === 'FunctionDeclaration' && node.id ? scopes.namedBy(node.id) : undefined;
}

function isExported(node: FunctionNode, { tree }: ScriptContext): boolean {
  let at: ScriptNode | undefined = tree.parentOf(node);
  while (at?.type === 'VariableDeclarator' || at?.type === 'VariableDeclaration') at = tree.parentOf(at);
  return at?.type === 'ExportNamedDeclaration' || at?.type === 'ExportDefaultDeclaration';
}
