import { isFunction, unwrap } from '../../expressions.ts';
import type { ScriptNode } from '../../tree.ts';
import { bounded, type Closure, type Constant, listOf, type Names, notConstant, truthy } from './constant.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { binary } from './operators.ts';

/** Runs a function of the code on constants: declarations, assignments to its own names, loops, conditions, returns. */
export function runFunction(
  { node, names: seen }: Closure,
  args: readonly Constant[],
  facts: Evaluation,
  depth: number,
): Constant {
  if (!isFunction(node) || node.async || node.generator) throw notConstant;
  const names: Names = new Map(seen);
  node.params.forEach((parameter, index) => {
    if (parameter.type === 'RestElement') bind(parameter.argument, args.slice(index), names, facts, depth);
    else bind(parameter as ScriptNode, args[index], names, facts, depth);
  });
  if (node.body.type !== 'BlockStatement') return evaluate(node.body, names, facts, depth);
  return run(node.body.body, { names, facts, depth })?.value;
}

interface Frame {
  readonly names: Names;
  readonly facts: Evaluation;
  readonly depth: number;
}

/** What ended the statements early. */
interface Return {
  readonly value: Constant;
}

function bind(pattern: ScriptNode, value: Constant, names: Names, facts: Evaluation, depth: number): void {
  switch (pattern.type) {
    case 'Identifier': {
      const variable = facts.scopes.namedBy(pattern);
      if (!variable) throw notConstant;
      names.set(variable, value);
      return;
    }
    case 'AssignmentPattern':
      bind(
        pattern.left,
        value === undefined ? evaluate(pattern.right, names, facts, depth + 1) : value,
        names,
        facts,
        depth,
      );
      return;
    case 'ArrayPattern': {
      const list = listOf(value);
      pattern.elements.forEach((element, index) => {
        if (element?.type === 'RestElement') bind(element.argument, list.slice(index), names, facts, depth);
        else if (element) bind(element, list[index], names, facts, depth);
      });
      return;
    }
    default:
      throw notConstant;
  }
}

function run(statements: readonly ScriptNode[], frame: Frame): Return | undefined {
  for (const statement of statements) {
    const ended = runOne(statement, { ...frame, depth: frame.depth + 1 });
    if (ended) return ended;
  }
  return undefined;
}

function runOne(node: ScriptNode, frame: Frame): Return | undefined {
  const { names, facts, depth } = frame;
  facts.budget.steps -= 1;
  if (facts.budget.steps < 0 || depth > 60) throw notConstant;
  const value = (next: ScriptNode) => evaluate(next, names, facts, depth);
  switch (node.type) {
    case 'VariableDeclaration':
      for (const { id, init } of node.declarations) bind(id, init ? value(init) : undefined, names, facts, depth);
      return undefined;
    case 'ExpressionStatement':
      perform(node.expression, frame);
      return undefined;
    case 'ReturnStatement':
      return { value: node.argument ? value(node.argument) : undefined };
    case 'BlockStatement':
      return run(node.body, frame);
    case 'IfStatement':
      if (truthy(value(node.test))) return runOne(node.consequent, frame);
      return node.alternate ? runOne(node.alternate, frame) : undefined;
    case 'ForOfStatement':
      return forOf(node.left, listOf(value(node.right)), node.body, frame);
    case 'ForStatement':
      if (node.init?.type === 'VariableDeclaration') runOne(node.init, frame);
      else if (node.init) perform(node.init, frame);
      return repeat(node.test, node.body, node.update, frame);
    case 'WhileStatement':
      return repeat(node.test, node.body, null, frame);
    default:
      throw notConstant;
  }
}

function forOf(left: ScriptNode, items: readonly Constant[], body: ScriptNode, frame: Frame): Return | undefined {
  const [declaration] = left.type === 'VariableDeclaration' ? left.declarations : [];
  if (!declaration) throw notConstant;
  for (const item of items) {
    bind(declaration.id, item, frame.names, frame.facts, frame.depth);
    const ended = runOne(body, frame);
    if (ended) return ended;
  }
  return undefined;
}

function repeat(
  test: ScriptNode | null,
  body: ScriptNode,
  update: ScriptNode | null,
  frame: Frame,
): Return | undefined {
  while (test === null || truthy(evaluate(test, frame.names, frame.facts, frame.depth))) {
    const ended = runOne(body, frame);
    if (ended) return ended;
    if (update) perform(update, frame);
  }
  return undefined;
}

/** `name = …`, `name += …`, `name++` and `list.push(…)` on names of the function itself. */
function perform(expression: ScriptNode, { names, facts, depth }: Frame): void {
  const node = unwrap(expression);
  const own = (target: ScriptNode) => {
    const variable = target.type === 'Identifier' ? facts.scopes.variableOf(target) : undefined;
    if (!variable || !names.has(variable)) throw notConstant;
    return variable;
  };
  if (node.type === 'AssignmentExpression') {
    const variable = own(node.left);
    const right = evaluate(node.right, names, facts, depth);
    names.set(
      variable,
      node.operator === '=' ? right : bounded(binary(node.operator.slice(0, -1), names.get(variable), right)),
    );
    return;
  }
  if (node.type === 'UpdateExpression') {
    const variable = own(node.argument);
    names.set(variable, binary(node.operator === '++' ? '-' : '+', names.get(variable), -1));
    return;
  }
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : undefined;
  if (node.type !== 'CallExpression' || callee?.type !== 'MemberExpression') throw notConstant;
  const list = names.get(own(callee.object));
  const method = callee.property.type === 'Identifier' && !callee.computed ? callee.property.name : '';
  if (!Array.isArray(list) || (method !== 'push' && method !== 'unshift')) throw notConstant;
  const items = node.arguments.map((argument) => evaluate(argument, names, facts, depth));
  names.set(own(callee.object), bounded(method === 'push' ? [...list, ...items] : [...items, ...list]));
}
