import type { InterpreterReport, Refusal } from '../../protocol/answer.ts';
import type { Machine } from './machine.ts';

/** What QuickJS says when its parser goes deeper than the stack it may use. */
const stackOverflow = 'stack overflow';

/** A parser that goes deeper than the host's own stack: the interpreter is of no use afterwards. */
export class CompilerBreakdown extends Error {
  readonly refusal: Refusal = {
    type: 'RangeError',
    message: 'The code is nested deeper than the interpreter can read.',
  };
}

/**
 * Compiles exactly this text, without the line that is later added to it, and runs none of it. Answers why it was refused.
 * What else may go wrong, a module that cannot be found or memory that is not enough, is left to the evaluation to report.
 */
export function compileModule(machine: Machine, code: string, fileName: string): Refusal | undefined {
  const compiled = compile(machine, code, fileName);
  if (!compiled.error) {
    compiled.value.dispose();
    return undefined;
  }
  using thrown = compiled.error;
  const { error } = JSON.parse(String(machine.ask('raised', thrown))) as InterpreterReport;
  return error?.type === 'SyntaxError' || error?.message === stackOverflow ? error : undefined;
}

function compile({ context }: Machine, code: string, fileName: string) {
  try {
    return context.evalCode(code, fileName, { type: 'module', compileOnly: true });
  } catch (error) {
    if (error instanceof RangeError) throw new CompilerBreakdown();
    throw error;
  }
}
