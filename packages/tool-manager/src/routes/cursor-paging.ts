import { limits, type Page, type PageQuery } from '@dtr/contracts';
import type { PositionedPage } from '@dtr/core';
import type { CursorScope, CursorSealer } from '@dtr/lambda-kit';

interface PagePosition {
  readonly limit: number;
  readonly position?: string;
}

/** Where to read on, from the query of a list. Throws `cursor.invalid`. */
export function openPage({ limit, cursor }: PageQuery, cursors: CursorSealer, scope: CursorScope): PagePosition {
  const size = { limit: limit ?? limits.pageItems.default };
  return cursor === undefined ? size : { ...size, position: cursors.open(cursor, scope) };
}

/** The page as the caller gets it: its position only as a sealed cursor. */
export function sealPage<Item>(
  { items, position }: PositionedPage<Item>,
  cursors: CursorSealer,
  scope: CursorScope,
): Page<Item> {
  return position === undefined ? { items } : { items, nextCursor: cursors.seal(position, scope) };
}
