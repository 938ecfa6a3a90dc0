/** Where a process ends: at its n-th call to a port, before or after that call took effect, by dying or by an error. */
export interface Interruption {
  readonly at: number;
  readonly moment: 'before' | 'after';
  readonly how: 'dies' | 'throws';
}

export interface InterruptedProcess<Given> {
  readonly ports: Given;
  /** Settles when the process is dead; never, if it does not die. */
  readonly death: Promise<'dead'>;
  /** Calls to ports so far. */
  calls(): number;
}

const never = new Promise<never>(() => {});

/** Ports of a process that is interrupted as planned. A dead process gets no answer any more and has no effect any more. */
export function interruptedProcess<Given extends object>(
  ports: Given,
  plan: Interruption | undefined,
): InterruptedProcess<Given> {
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

/** What is no call to another machine. */
const own: ReadonlySet<string> = new Set(['clock', 'sleep', 'probes']);

/** Every method of every other port. */
function wrapAll<Given extends object>(ports: Given, wrapper: Wrapper): Given {
  const wrapped = Object.entries(ports).map(([name, port]) => [name, own.has(name) ? port : wrapPort(port, wrapper)]);
  return Object.fromEntries(wrapped) as Given;
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
