import { type JsonObject, operations } from '../agentcore-call.ts';
import { invalid, streamExceptions } from '../agentcore-error.ts';
import { oneOf, optionalInteger, optionalText } from '../read-input.ts';
import { type Fault, faultKinds, streamKinds } from './fault.ts';

const names = new Set<keyof Fault>([
  ...(['kind', 'operation', 'tool', 'times', 'probability', 'seed', 'when', 'delayMs', 'exception', 'bytes'] as const),
]);
const largest = 2 ** 31 - 1;

/** Throws on anything but a fault that can strike, naming the field that is wrong. */
export function parseFault(value: unknown): Fault {
  if (typeof value !== 'object' || value === null) throw invalid('A fault must be an object.');
  const input = value as JsonObject;
  const unknown = Object.keys(input).find((name) => !names.has(name as keyof Fault));
  if (unknown !== undefined) throw invalid(`A fault has no ${unknown}; it has ${[...names].join(', ')}.`, unknown);
  const kind = oneOf(input, 'kind', faultKinds);
  if (kind === undefined) throw invalid(`kind is required: one of ${faultKinds.join(', ')}.`, 'kind');
  const fault: { -readonly [Key in keyof Fault]?: Fault[Key] | undefined } = {
    kind,
    operation: oneOf(input, 'operation', operations),
    tool: optionalText(input, 'tool'),
    times: optionalInteger(input, 'times', [1, largest]),
    probability: probabilityOf(input),
    seed: optionalInteger(input, 'seed', [0, largest]),
    when: oneOf(input, 'when', ['before', 'during', 'after']),
    delayMs: optionalInteger(input, 'delayMs', [0, largest]),
    exception: oneOf(input, 'exception', streamExceptions),
    bytes: optionalInteger(input, 'bytes', [1, largest]),
  };
  const given = Object.fromEntries(Object.entries(fault).filter(([, item]) => item !== undefined)) as unknown as Fault;
  assertPossible(given);
  return given;
}

function assertPossible({ kind, operation = 'InvokeCodeInterpreter', when }: Fault): void {
  const isInvoke = operation === 'InvokeCodeInterpreter';
  if (streamKinds.includes(kind) && !isInvoke)
    throw invalid(`${kind} can only strike InvokeCodeInterpreter.`, 'operation');
  if (when === 'during' && (kind !== 'reset' || !isInvoke)) {
    throw invalid('Only a reset of InvokeCodeInterpreter can strike during something.', 'when');
  }
}

function probabilityOf({ probability }: JsonObject): number | undefined {
  if (probability === undefined) return undefined;
  if (typeof probability === 'number' && probability >= 0 && probability <= 1) return probability;
  throw invalid('probability must be a number from 0 to 1.', 'probability');
}
