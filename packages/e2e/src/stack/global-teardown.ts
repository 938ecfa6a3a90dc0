import type {} from './global-setup.ts';

/** Stops what the set-up started. */
// biome-ignore lint/style/noDefaultExport: Jest calls the default export.
export default async function globalTeardown(): Promise<void> {
  await globalThis.sharedStack?.close();
}
