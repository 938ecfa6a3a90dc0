/* The parts of Web Crypto that need no keys. */

({ ask }) => {
  const bytesFrom = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const viewOf = (data) =>
    ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
  const crypto = {
    randomUUID: () => ask('random.uuid', null),
    getRandomValues(view) {
      if (!ArrayBuffer.isView(view) || view.byteLength > 65_536) {
        throw new RangeError('getRandomValues fills a typed array of at most 65536 bytes.');
      }
      viewOf(view).set(bytesFrom(ask('random.bytes', view.byteLength)));
      return view;
    },
    subtle: {
      async digest(algorithm, data) {
        const name = typeof algorithm === 'string' ? algorithm : algorithm?.name;
        return bytesFrom(ask('digest', { name: String(name), hex: hexOf(viewOf(data)) })).buffer;
      },
    },
  };
  return { crypto };
};
