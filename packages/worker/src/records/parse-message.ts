import type { RevalidateMessage, RunJobMessage, WorkerMessage } from '@dtr/contracts';

/** A message that no attempt can do anything with: it fails alone until its queue gives it up. The text says why, without the body. */
export class PoisonMessage extends Error {
  override readonly name = 'PoisonMessage';
}

type Members = Readonly<Record<string, unknown>>;
type Kinds = { readonly [Kind in WorkerMessage['kind']]: (members: Members) => Extract<WorkerMessage, { kind: Kind }> };

const kinds: Kinds = {
  'policy.revalidate': (members): RevalidateMessage => ({
    kind: 'policy.revalidate',
    policy: text(members, 'policy'),
    digest: text(members, 'digest'),
    ...(members.position !== undefined && { position: text(members, 'position') }),
  }),
  'job.run': (members): RunJobMessage => ({
    kind: 'job.run',
    agent: text(members, 'agent'),
    jobId: text(members, 'jobId'),
  }),
};

/** Reads a message body. Throws `PoisonMessage` on anything but a message of a known kind with its members. */
export function parseMessage(body: string): WorkerMessage {
  const members = membersOf(body);
  const { kind } = members;
  if (typeof kind !== 'string' || !Object.hasOwn(kinds, kind)) throw new PoisonMessage('The kind is not known.');
  return kinds[kind as WorkerMessage['kind']](members);
}

function membersOf(body: string): Members {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members;
  } catch {
    // Refused below, like all that is no object.
  }
  throw new PoisonMessage('The body is no JSON object.');
}

function text(members: Members, name: string): string {
  const value = members[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new PoisonMessage(`The member ${name} must be a text.`);
}
