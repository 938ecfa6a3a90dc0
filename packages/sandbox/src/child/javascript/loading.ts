/** What the interpreter's host side still needs once it is loaded. */
export const neededGlobals = new Set([
  'TextDecoder',
  'TextEncoder',
  'WebAssembly',
  'performance',
  'Buffer',
  'URL',
  'URLSearchParams',
  'Intl',
]);
