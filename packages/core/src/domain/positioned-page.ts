/** A page and where the next one starts. `position` is for this service alone: seal it before it leaves. */
export interface PositionedPage<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly position?: string;
}
