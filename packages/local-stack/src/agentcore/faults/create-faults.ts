import type { Operation } from '../agentcore-call.ts';
import { createChance } from './create-chance.ts';
import type { Fault } from './fault.ts';

/** A fault with how often it has struck. */
export interface ArmedFault extends Fault {
  readonly struck: number;
}

/** The faults that are armed. */
export interface Faults {
  arm(...faults: readonly Fault[]): void;
  /** Disarms all. */
  clear(): void;
  list(): readonly ArmedFault[];
  /** The fault that strikes this call, which is then one time nearer to its end. */
  strike(call: { readonly operation: Operation; readonly tool: string | undefined }): Fault | undefined;
}

interface Armed {
  readonly fault: Fault;
  readonly chance: () => number;
  struck: number;
}

export function createFaults(): Faults {
  let armed: Armed[] = [];
  const isOver = ({ fault: { times, probability }, struck }: Armed) =>
    struck >= (times ?? (probability === undefined ? 1 : Number.POSITIVE_INFINITY));
  return {
    arm: (...faults) => {
      armed.push(...faults.map((fault) => ({ fault, chance: createChance(fault.seed ?? 1), struck: 0 })));
    },
    clear: () => {
      armed = [];
    },
    list: () => armed.map(({ fault, struck }) => ({ ...fault, struck })),
    strike({ operation, tool }) {
      const striking = armed.find((entry) => {
        const { fault, chance } = entry;
        const isMeant = (fault.operation ?? 'InvokeCodeInterpreter') === operation;
        if (!isMeant || (fault.tool !== undefined && fault.tool !== tool) || isOver(entry)) return false;
        return fault.probability === undefined || chance() < fault.probability;
      });
      if (striking) striking.struck += 1;
      return striking?.fault;
    },
  };
}
