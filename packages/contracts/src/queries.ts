import { limits } from './limits.ts';
import { objectSchema, type SchemaOf } from './schema/schema-of.ts';
import { type Language, languageSchema } from './tool-draft.ts';

/** Query parameters of every list. */
export interface PageQuery {
  readonly limit?: number;
  readonly cursor?: string;
}

export const toolOwners = ['me', 'shared', 'all'] as const;

/** Query parameters of `GET /tools`. */
export interface ListToolsQuery extends PageQuery {
  readonly owner?: (typeof toolOwners)[number];
  readonly language?: Language;
  readonly tag?: string;
  readonly q?: string;
}

export const pageLimitSchema: SchemaOf<number> = {
  type: 'integer',
  ...limits.pageItems,
  description: 'Most items of the page.',
};
export const cursorSchema: SchemaOf<string> = {
  type: 'string',
  minLength: 1,
  maxLength: limits.cursorChars,
  description: '`nextCursor` of the page before, with the same other parameters. Works 24 hours, for the same agent.',
};

export const pageQuerySchema = objectSchema<PageQuery>({
  description: 'One page of a list.',
  required: {},
  optional: { limit: pageLimitSchema, cursor: cursorSchema },
});

export const listToolsQuerySchema = objectSchema<ListToolsQuery>({
  description: 'Which tools.',
  required: {},
  optional: {
    owner: {
      type: 'string',
      enum: toolOwners,
      default: 'all',
      description: '`me`: your own. `shared`: shared ones, whoever owns them. `all`: every tool you see.',
    },
    language: languageSchema,
    tag: { type: 'string', minLength: 1, maxLength: limits.tagChars, description: 'Only tools that carry this tag.' },
    q: {
      type: 'string',
      minLength: 1,
      maxLength: limits.searchChars,
      description: 'Words that must all stand in name, title, description or tags; case is ignored.',
    },
    limit: pageLimitSchema,
    cursor: cursorSchema,
  },
});
