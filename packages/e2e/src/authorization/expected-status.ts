import type { Route } from '@dtr/contracts';
import type { Access } from './access-table.ts';
import type { Visitor } from './callers.ts';

/** What a request is about, as its caller stands to it. */
export type Thing = 'own' | "another's" | 'shared' | 'absent';

/** The whole body with which a gateway turns somebody away, before any function runs. */
export const gatewayRefusal = '{"message":"Forbidden"}';

/** Whether the door lets them through: it knows signatures, keys and scopes, nothing of what belongs to whom. */
export function isLetIn({ auth, scope }: Route, { as, door }: Visitor): boolean {
  if (auth === 'none') return true;
  if (as === 'outside') return false;
  return door === 'signature' || scope !== undefined;
}

interface Cell {
  readonly route: Route;
  readonly access: Access;
  readonly visitor: Visitor;
  readonly thing: Thing;
}

/** The rule behind every cell of the table. */
export function expectedStatus({ route, access, visitor, thing }: Cell): number {
  const { opens, own, shared = own, absent = own } = access;
  if (!isLetIn(route, visitor)) return 403;
  if (opens === 'operators' && visitor.as !== 'operator') return 403;
  if (thing === 'absent') return absent;
  if (opens !== 'owner' || thing === 'own') return own;
  return thing === 'shared' ? shared : absent;
}
