import type { UseCases } from '@dtr/core';
import type { CursorSealer } from '@dtr/lambda-kit';
import type { ReadAsset } from '../docs/read-asset.ts';

/** What the routes are made from. */
export interface RouteDeps {
  readonly useCases: Omit<UseCases, 'listOutbox'>;
  readonly cursors: CursorSealer;
  readonly readAsset: ReadAsset;
}
