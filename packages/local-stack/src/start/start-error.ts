/** The stack cannot start, and the person at the terminal can do something about it. The message is one clear line. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
