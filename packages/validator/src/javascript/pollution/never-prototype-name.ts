import { nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';

const refused = '__proto__';
/** What they give has capitals or digits in it. */
const reshaping = new Set(['toUpperCase', 'toLocaleUpperCase', 'toISOString', 'toFixed', 'toDateString']);
const shortening = new Set(['slice', 'substring']);

/** Whether a key is put together so that it cannot be `__proto__`: `${year}-${month}`, `code.toUpperCase()`. */
export function isNeverPrototypeName(key: ScriptNode, context: ScriptContext): boolean {
  const pending = [key];
  for (let steps = 0; steps < 20; steps += 1) {
    const next = pending.pop();
    if (!next) return false;
    const node = unwrap(next);
    if (isForeignText(node, context) || isReshaped(node)) return true;
    pending.push(...partsOf(node, context));
  }
  return false;
}

/** Text that `__proto__` has no room for. */
function isForeignText(node: ScriptNode, { fold }: ScriptContext): boolean {
  if (node.type === 'TemplateLiteral') return node.quasis.some(({ value }) => !refused.includes(value.cooked ?? ''));
  const texts = fold(node);
  return texts !== undefined && [...texts].every((text) => !refused.includes(text));
}

function isReshaped(node: ScriptNode): boolean {
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : undefined;
  if (node.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return false;
  const name = nameOf(callee) ?? '';
  const [from, to] = node.arguments;
  const isShort =
    shortening.has(name) &&
    from?.type === 'Literal' &&
    to?.type === 'Literal' &&
    typeof from.value === 'number' &&
    typeof to.value === 'number' &&
    to.value - from.value < refused.length;
  return reshaping.has(name) || isShort;
}

/** Parts that are all found again in the whole; and where a constant or a shortened text comes from. */
function partsOf(node: ScriptNode, { initial }: ScriptContext): ScriptNode[] {
  if (node.type === 'BinaryExpression' && node.operator === '+') return [node.left as ScriptNode, node.right];
  if (node.type === 'TemplateLiteral') return [...node.expressions];
  if (node.type !== 'Identifier') return [];
  const value = initial(node);
  return value ? [value] : [];
}
