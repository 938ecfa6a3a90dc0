/**
 * Makes Pyodide believe that it runs in a browser's worker. The code paths by which it would use Node (mounting host
 * directories, sockets, `system()`) are then never taken, so nothing of Node is ever handed to the interpreter.
 */
export function disguiseHost(directoryUrl: string, files: ReadonlyMap<string, Uint8Array>): void {
  Object.assign(process, { browser: true, type: 'renderer' });
  Object.assign(globalThis, {
    self: globalThis,
    WorkerGlobalScope: { [Symbol.hasInstance]: () => true },
    importScripts: () => {
      throw new TypeError('Module scripts do not support importScripts().');
    },
    location: { href: directoryUrl, toString: () => directoryUrl },
    fetch: async (url: unknown) => responseOf(files.get(String(url).replace(/^.*\//, ''))),
  });
}

/** As much of a `Response` as the loader looks at. */
function responseOf(bytes: Uint8Array | undefined) {
  return {
    ok: bytes !== undefined,
    arrayBuffer: async () => bytes?.slice().buffer,
    json: async () => JSON.parse(new TextDecoder().decode(bytes)),
  };
}
