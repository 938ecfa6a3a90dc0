import type { EngineName } from '@dtr/sandbox';
import { type LiveInterpreter, type LiveInterpreters, NoInterpreterError } from '@dtr/sandbox/live';
import { AgentCoreError, invalid } from '../agentcore-error.ts';
import type { Quotas } from '../quotas.ts';
import { newSessionId } from './new-session-id.ts';
import { expiresAtMs, type Session } from './session.ts';

export interface SessionRequest {
  readonly interpreterId: string;
  readonly name: string | undefined;
  readonly timeoutSeconds: number;
  readonly clientToken: string | undefined;
}

/** All sessions of the account. They live in memory: a restart ends them. */
export interface Sessions {
  /** The same token with the same parameters gives the same session. Throws the exceptions of the service. */
  start(request: SessionRequest): Session;
  find(interpreterId: string, id: string): Session;
  /** Newest first. */
  list(interpreterId: string): readonly Session[];
  /** Stopping what is stopped is no error. What runs in it is cut off. */
  stop(interpreterId: string, id: string): Session;
  /** Takes a session that is `READY` for one piece of work; another before its release is a conflict. */
  take(interpreterId: string, id: string): { readonly session: Session; release(): void };
  /** The session's own interpreter. One that has died is replaced by one that knows nothing. */
  interpreter(session: Session, engine: EngineName): Promise<LiveInterpreter>;
  /** Ends what is over its time. Also done before each of the above. */
  expire(): void;
}

export interface SessionsOptions {
  readonly interpreterIds: readonly string[];
  readonly interpreters: LiveInterpreters;
  readonly quotas: Quotas;
  readonly now: () => Date;
  readonly onFailure: (error: unknown) => void;
}

/** How long terminated sessions are still shown. */
const retentionMs = 30 * 24 * 3_600_000;

/** Nothing has been run then, and a later try may do better: that is what throttling says. */
function refuse(error: unknown): never {
  if (!(error instanceof NoInterpreterError)) throw error;
  throw new AgentCoreError('ThrottlingException', 'All interpreters that this machine can run are in use.');
}

export const terminated = (id: string) =>
  new AgentCoreError('ResourceNotFoundException', `The code interpreter session ${id} is terminated.`);

export function openSessions({ interpreterIds, interpreters, quotas, now, onFailure }: SessionsOptions): Sessions {
  const sessions = new Map<string, Session>();
  const tokens = new Map<string, { readonly id: string; readonly parameters: string }>();

  const terminate = (session: Session, atMs: number) => {
    session.status = 'TERMINATED';
    session.lastUpdatedAtMs = atMs;
    for (const [engine, interpreter] of session.interpreters) {
      interpreters.giveBack(engine, interpreter, session.isBusy).catch(onFailure);
    }
    session.interpreters.clear();
  };
  const expire = () => {
    const atMs = now().getTime();
    for (const session of sessions.values()) {
      if (session.status === 'READY' && expiresAtMs(session) <= atMs) terminate(session, expiresAtMs(session));
      if (session.status === 'TERMINATED' && session.lastUpdatedAtMs + retentionMs < atMs) sessions.delete(session.id);
    }
    for (const [token, { id }] of tokens) if (!sessions.has(id)) tokens.delete(token);
  };
  const assertInterpreter = (interpreterId: string) => {
    if (interpreterIds.includes(interpreterId)) return;
    throw new AgentCoreError('ResourceNotFoundException', `The code interpreter ${interpreterId} does not exist.`);
  };
  const startedBefore = ({ clientToken, ...parameters }: SessionRequest): Session | undefined => {
    const before = clientToken === undefined ? undefined : tokens.get(clientToken);
    if (!before) return undefined;
    if (before.parameters === JSON.stringify(parameters)) return sessions.get(before.id);
    const message = 'The client token was used before with other parameters.';
    throw invalid(message, 'clientToken', 'IdempotentParameterMismatchException');
  };
  const assertRoom = () => {
    const live = [...sessions.values()].filter(({ status }) => status === 'READY').length;
    if (live < quotas.sessions) return;
    const message = `There are ${live} active sessions; at most ${quotas.sessions} are allowed.`;
    throw new AgentCoreError('ServiceQuotaExceededException', message);
  };
  const find = (interpreterId: string, id: string): Session => {
    expire();
    const session = sessions.get(id);
    if (session?.interpreterId === interpreterId) return session;
    throw new AgentCoreError('ResourceNotFoundException', `The code interpreter session ${id} does not exist.`);
  };

  return {
    start(request) {
      expire();
      assertInterpreter(request.interpreterId);
      const before = startedBefore(request);
      if (before) return before;
      assertRoom();
      const { clientToken, ...parameters } = request;
      const createdAtMs = now().getTime();
      const state = { status: 'READY', lastUpdatedAtMs: createdAtMs, isBusy: false, interpreters: new Map() } as const;
      const session: Session = { ...parameters, ...state, id: newSessionId(createdAtMs), createdAtMs };
      sessions.set(session.id, session);
      if (clientToken !== undefined)
        tokens.set(clientToken, { id: session.id, parameters: JSON.stringify(parameters) });
      return session;
    },
    find,
    list(interpreterId) {
      expire();
      assertInterpreter(interpreterId);
      return [...sessions.values()].filter((session) => session.interpreterId === interpreterId).reverse();
    },
    stop(interpreterId, id) {
      const session = find(interpreterId, id);
      if (session.status === 'READY') terminate(session, now().getTime());
      return session;
    },
    take(interpreterId, id) {
      const session = find(interpreterId, id);
      if (session.status === 'TERMINATED') throw terminated(id);
      if (session.isBusy) throw new AgentCoreError('ConflictException', `The session ${id} is running another tool.`);
      session.isBusy = true;
      const release = () => {
        session.isBusy = false;
      };
      return { session, release };
    },
    async interpreter(session, engine) {
      const known = session.interpreters.get(engine);
      if (known?.isAlive()) return known;
      const opened = await interpreters.open(engine).catch(refuse);
      if (session.status === 'READY') session.interpreters.set(engine, opened);
      else await interpreters.giveBack(engine, opened, false);
      if (session.status === 'TERMINATED') throw terminated(session.id);
      return opened;
    },
    expire,
  };
}
