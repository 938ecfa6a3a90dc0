/** Thrown through the interpreter when it cannot go on. The interpreter is of no use afterwards. */
export class Breakdown extends Error {
  override readonly name = 'Breakdown';
  /** As shown to the caller, beside the message. */
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}
