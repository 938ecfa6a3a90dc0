import type { Ports } from '../../make-use-cases.ts';

/** Where a process ends: at its n-th call to a port, before or after that call took effect, by dying or by an error. */
export interface Interruption {
  readonly at: number;
  readonly moment: 'before' | 'after';
  readonly how: 'dies' | 'throws';
}

export interface InterruptedProcess {
  readonly ports: Ports;
  /** Settles when the process is dead; never, if it does not die. */
  readonly death: Promise<'dead'>;
  /** Calls to ports so far. */
  calls(): number;
}

const never = new Promise<never>(() => {});

/** Ports of a process that is interrupted as planned. A dead process gets no answer any more and has no effect any more. */
export function interruptedProcess(ports: Ports, plan: Interruption | undefined): InterruptedProcess {
  const { promise: death, resolve: die } = Promise.withResolvers<'dead'>();
  let calls = 0;
  let isDead = false;
  const interrupt = () => {
    if (plan?.how === 'throws') throw new Error('The connection was lost on purpose.');
    isDead = true;
    die('dead');
    return never;
  };
  const interrupted = async (call: () => Promise<unknown>) => {
    if (isDead) return never;
    calls += 1;
    const isHere = calls === plan?.at;
    if (isHere && plan.moment === 'before') return interrupt();
    const answer = await call();
    return isHere ? interrupt() : answer;
  };
  return { ports: wrapAll(ports, interrupted), death, calls: () => calls };
}

type Wrapper = (call: () => Promise<unknown>) => Promise<unknown>;

/** Every method of every port but the clock's, which is no call to another machine. */
function wrapAll({ clock, probes, ...rest }: Ports, wrapper: Wrapper): Ports {
  const wrapped = Object.entries(rest).map(([name, port]) => [name, wrapPort(port, wrapper)]);
  return { clock, probes, ...(Object.fromEntries(wrapped) as typeof rest) };
}

function wrapPort(port: object, wrapper: Wrapper): object {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => wrapper(() => Reflect.apply(member, target, given));
    },
  });
}
