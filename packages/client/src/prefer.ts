/** How to be answered (RFC 7240). Without any: the outcome, waited for, unless the time limit is above 25 s. */
export interface Preference {
  /** A job, at once. */
  readonly respondAsync?: boolean;
  /** The outcome if it is known within so many whole seconds, at most 25; else the job, which goes on. */
  readonly waitSeconds?: number;
}

export function preferHeader({ respondAsync = false, waitSeconds }: Preference): Readonly<Record<string, string>> {
  const wait = waitSeconds === undefined ? [] : [`wait=${waitSeconds}`];
  const stated = [...(respondAsync ? ['respond-async'] : []), ...wait];
  return stated.length === 0 ? {} : { prefer: stated.join(', ') };
}
