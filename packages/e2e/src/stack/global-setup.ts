import { stackDirVariable } from './connection.ts';
import { type EmbeddedStack, openEmbeddedStack } from './embedded-stack.ts';

declare global {
  // Jest runs set-up and teardown in one process, as two modules that share nothing else.
  var sharedStack: EmbeddedStack | undefined;
}

/** Starts the stack that all test files of this run share. */
// biome-ignore lint/style/noDefaultExport: Jest calls the default export.
export default async function globalSetup(): Promise<void> {
  globalThis.sharedStack = await openEmbeddedStack();
  process.env[stackDirVariable] = globalThis.sharedStack.dataDir;
}
