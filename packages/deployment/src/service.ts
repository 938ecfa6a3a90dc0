import { expiryAttribute, tableDefinition } from '@dtr/adapters-aws';
import { type Route, routes } from '@dtr/contracts';
import { defaultCors } from '@dtr/local-stack';

/** Who may call a route: agents by a right or a scope, operators alone, anyone. */
type Opener = 'agents' | 'operators' | 'anyone';

/** What Terraform reads of the code, as `terraform/service.json`, so that it stands in one place. */
export interface ServiceFacts {
  readonly cors: { readonly request: readonly string[]; readonly response: readonly string[] };
  /** By `METHOD /path`. */
  readonly routes: Readonly<Record<string, { readonly function: string; readonly opener: Opener }>>;
  readonly table: {
    readonly expiryAttribute: string;
    readonly indexes: readonly string[];
    readonly projectedAttributes: readonly string[];
  };
}

export function serviceFacts(): ServiceFacts {
  const { GlobalSecondaryIndexes: indexes } = tableDefinition('any');
  const lowerCase = (headers: readonly string[]) => headers.map((header) => header.toLowerCase()).sort();
  return {
    cors: { request: lowerCase(defaultCors.allowHeaders), response: lowerCase(defaultCors.exposeHeaders) },
    routes: Object.fromEntries(
      routes.map((route) => [routeKeyOf(route), { function: route.function, opener: openerOf(route) }]),
    ),
    table: {
      expiryAttribute,
      indexes: indexes.map(({ IndexName }) => IndexName),
      projectedAttributes: [...new Set(indexes.flatMap(({ Projection }) => Projection.NonKeyAttributes))],
    },
  };
}

export const routeKeyOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

function openerOf({ auth, scope }: Route): Opener {
  if (auth === 'none') return 'anyone';
  return scope === undefined ? 'operators' : 'agents';
}
