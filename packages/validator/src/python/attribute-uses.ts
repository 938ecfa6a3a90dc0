import type { Finding, Fix } from '../analysis/rule.ts';
import { type AttributeFamily, attributeFamilyOf, isAllowedAttribute } from './data/attributes.ts';
import { isHarmlessUse } from './harmless-attributes.ts';
import type { PythonContext } from './python-context.ts';
import type { PyOf } from './tree.ts';

const reaches: Readonly<Record<AttributeFamily, string>> = {
  'class-tree': 'leads into the class tree',
  function: 'opens up a function',
  code: 'is a code object or a part of one',
  frame: "belongs to the interpreter's frames and tracebacks",
  self: 'leads from a function to the object or module that holds it',
  dictionary: 'is a whole namespace',
  exception: 'carries live objects of whoever was running',
  other: 'belongs to the interpreter',
};

const betterWays: Readonly<Record<string, string>> = {
  __class__: 'Use type(x), for example type(x).__name__.',
  __annotations__: 'Use dataclasses.fields, or list the fields yourself.',
  __bases__: 'Use isinstance or issubclass.',
  __mro__: 'Use isinstance or issubclass.',
  mro: 'Use isinstance or issubclass.',
  __getattribute__: 'Write the attribute out, or keep the choices in a dictionary.',
  __wrapped__: 'Keep the function that you wrap in a variable of its own.',
  __traceback__: 'Describe errors by str(error) and type(error).__name__.',
  with_traceback: 'Raise the exception with `raise ... from error`.',
  __reduce__: 'Use json.dumps for data, dataclasses.asdict for objects.',
};

/** Where attributes of a family are read, written or deleted. */
export function* refusedAttributes(context: PythonContext, family: AttributeFamily): Generator<Finding> {
  for (const node of context.tree.nodesOf('Attribute')) {
    if (isAllowedAttribute(node.attr) || attributeFamilyOf(node.attr) !== family) continue;
    if (isHarmlessUse(context, node)) continue;
    const suggestion = betterWays[node.attr];
    const fix = asTypeCall(context, node);
    yield {
      span: context.spanOf(node),
      message: `The attribute ${node.attr} ${reaches[family]}.`,
      ...(suggestion === undefined ? {} : { suggestion }),
      ...(fix ? { fix } : {}),
    };
  }
}

/** `x.__class__` says what `type(x)` says, unless the chain goes on from there or `type` means something else. */
function asTypeCall({ tree, scopes, source, spanOf }: PythonContext, node: PyOf<'Attribute'>): Fix | undefined {
  const parent = tree.parentOf(node);
  if (node.attr !== '__class__' || node.ctx.nodeType !== 'Load' || node.lineno !== node.end_lineno) return undefined;
  if (parent?.nodeType === 'Attribute' && !isAllowedAttribute(parent.attr)) return undefined;
  if (scopes.references.some(({ node: name }) => name.id === 'type' && scopes.bindingsOf(name))) return undefined;
  if (parent?.nodeType === 'Call' && parent.func === node && parent.args.length > 1) return undefined;
  const { start, end } = { start: spanOf(node.value).start, end: spanOf(node).end };
  const valueEnd = spanOf(node).start - 1;
  if (source.code.charAt(valueEnd) !== '.') return undefined;
  return {
    description: 'Ask type() for the class.',
    edits: [
      { span: { start, end: start }, text: 'type(' },
      { span: { start: valueEnd, end }, text: ')' },
    ],
  };
}
