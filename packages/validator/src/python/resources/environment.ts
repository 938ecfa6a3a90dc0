import { joinValues, unknown, type Value } from './value.ts';

/**
 * The names of one scope during a trial run. Branches are tried and taken back, so that a join costs what the
 * branches changed and not what there is.
 */
export interface Environment {
  readonly parent?: Environment;
  get(name: string): Value | undefined;
  /** The value of a name of this scope alone. */
  own(name: string): Value | undefined;
  set(name: string, value: Value): void;
  /** Says more of what a name holds already, which is no assignment. */
  narrow(name: string, value: Value): void;
  /** Forgets attributes that were set: a call may have changed them. */
  forgetAttributes(): void;
  /** Runs, takes every change back and tells what it was. */
  attempt(run: () => void): Changes;
  /** Runs and gives, by name, everything that was assigned meanwhile, joined. */
  watch(run: () => void): Map<string, Value>;
  /** Goes on as if any one of the branches had been taken. */
  joinBranches(branches: readonly Changes[]): void;
}

/** What names held at the end; absent: nothing any more. */
export type Changes = ReadonlyMap<string, Value | undefined>;

export function createEnvironment(parent?: Environment): Environment {
  const values = new Map<string, Value>();
  const undo: Map<string, Value | undefined>[] = [];
  const hulls: Map<string, Value>[] = [];
  const attributes = new Map<string, Set<string>>();

  const write = (name: string, value: Value | undefined) => {
    const log = undo.at(-1);
    if (log && !log.has(name)) log.set(name, values.get(name));
    if (value === undefined) values.delete(name);
    else values.set(name, value);
  };
  const forget = (root: string) => {
    for (const key of attributes.get(root) ?? []) write(key, undefined);
    attributes.delete(root);
  };
  const set = (name: string, value: Value) => {
    const dot = name.indexOf('.');
    if (dot < 0) forget(name);
    else addTo(attributes, name.slice(0, dot), name);
    write(name, value);
    const hull = hulls.at(-1);
    if (hull) widenHull(hull, name, value);
  };
  return {
    ...(parent ? { parent } : {}),
    own: (name) => values.get(name),
    get: (name) => values.get(name) ?? parent?.get(name),
    set,
    narrow: write,
    forgetAttributes() {
      for (const root of [...attributes.keys()]) forget(root);
    },
    attempt(run) {
      const log = new Map<string, Value | undefined>();
      undo.push(log);
      run();
      undo.pop();
      const changes = new Map([...log.keys()].map((name) => [name, values.get(name)]));
      for (const [name, value] of log)
        if (value === undefined) values.delete(name);
        else values.set(name, value);
      return changes;
    },
    watch(run) {
      const hull = new Map<string, Value>();
      hulls.push(hull);
      run();
      hulls.pop();
      const outer = hulls.at(-1);
      if (outer) for (const [name, value] of hull) widenHull(outer, name, value);
      return hull;
    },
    joinBranches(branches) {
      const names = new Set(branches.flatMap((changes) => [...changes.keys()]));
      for (const name of names) {
        const ends = branches.map((changes) => (changes.has(name) ? changes.get(name) : values.get(name)));
        const [first, ...others] = ends;
        // Unbound in one branch: an error there, so the value is that of the others.
        const known = [first, ...others].filter((value) => value !== undefined);
        const isAttribute = name.includes('.');
        if (known.length === 0 || (isAttribute && known.length < ends.length)) write(name, undefined);
        else {
          const value = known.reduce((a, b) => joinValues(a, b), known[0] ?? unknown);
          write(name, value);
          if (isAttribute) addTo(attributes, name.slice(0, name.indexOf('.')), name);
        }
      }
    },
  };
}

function widenHull(hull: Map<string, Value>, name: string, value: Value): void {
  const known = hull.get(name);
  hull.set(name, known ? joinValues(known, value) : value);
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}
