import type { CallSite } from '../calls.ts';
import type { Value } from '../value.ts';
import { choiceCalls } from './choices.ts';
import { collectionCalls } from './collections.ts';
import { heapCalls } from './heaps.ts';
import { iteratorCalls } from './iterators.ts';
import { numberCalls } from './numbers.ts';
import { productCalls } from './products.ts';
import { textCalls } from './texts.ts';

/** What a call of a known function gives; absent: nothing that is known. It also notes what would be too much. */
export type LibraryCall = (site: CallSite) => Value | undefined;

/** Functions of Python and its library by path. */
export const libraryCalls: ReadonlyMap<string, LibraryCall> = new Map([
  ...choiceCalls,
  ...collectionCalls,
  ...heapCalls,
  ...iteratorCalls,
  ...numberCalls,
  ...productCalls,
  ...textCalls,
]);
