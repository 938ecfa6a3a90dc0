/* URL and URLSearchParams. Parsing is done by the host; only strings go there and come back. */

({ ask }) => {
  const readable = ['origin', 'searchParams'];
  const writable = [
    'href',
    'protocol',
    'username',
    'password',
    'host',
    'hostname',
    'port',
    'pathname',
    'search',
    'hash',
  ];

  class URLSearchParams {
    #pairs;
    #onChange = () => {};
    constructor(init = '', onChange = undefined) {
      this.#pairs = pairsOf(init);
      if (onChange) this.#onChange = onChange;
    }
    append(name, value) {
      this.#pairs.push([String(name), String(value)]);
      this.#onChange();
    }
    delete(name, value) {
      this.#pairs = this.#pairs.filter(
        ([key, item]) => key !== String(name) || (value !== undefined && item !== String(value)),
      );
      this.#onChange();
    }
    get(name) {
      return this.#pairs.find(([key]) => key === String(name))?.[1] ?? null;
    }
    getAll(name) {
      return this.#pairs.filter(([key]) => key === String(name)).map(([, value]) => value);
    }
    has(name, value) {
      return this.#pairs.some(([key, item]) => key === String(name) && (value === undefined || item === String(value)));
    }
    set(name, value) {
      const at = this.#pairs.findIndex(([key]) => key === String(name));
      if (at < 0) return this.append(name, value);
      this.#pairs[at] = [String(name), String(value)];
      this.#pairs = this.#pairs.filter(([key], index) => index <= at || key !== String(name));
      this.#onChange();
    }
    sort() {
      this.#pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
      this.#onChange();
    }
    forEach(callback, self) {
      for (const [name, value] of this.#pairs) callback.call(self, value, name, this);
    }
    *entries() {
      for (const pair of this.#pairs) yield [...pair];
    }
    *keys() {
      for (const [name] of this.#pairs) yield name;
    }
    *values() {
      for (const [, value] of this.#pairs) yield value;
    }
    [Symbol.iterator]() {
      return this.entries();
    }
    get size() {
      return this.#pairs.length;
    }
    toString() {
      return ask('query.write', this.#pairs);
    }
  }
  const pairsOf = (init) => {
    if (init === undefined || init === null || typeof init === 'string') return ask('query.read', String(init ?? ''));
    const entries = typeof init[Symbol.iterator] === 'function' ? [...init] : Object.entries(init);
    return entries.map(([name, value]) => [String(name), String(value)]);
  };

  class URL {
    #parts;
    #searchParams;
    constructor(url, base) {
      this.#parts = ask(
        'url.read',
        base === undefined ? { url: String(url) } : { url: String(url), base: String(base) },
      );
      this.#readSearch();
    }
    #readSearch() {
      this.#searchParams = new URLSearchParams(this.#parts.search, () => {
        this.#parts = ask('url.write', { url: this.#parts.href, name: 'search', value: this.#searchParams.toString() });
      });
    }
    static read(self, name) {
      return name === 'searchParams' ? self.#searchParams : self.#parts[name];
    }
    static write(self, name, value) {
      self.#parts = ask('url.write', { url: self.#parts.href, name, value: String(value) });
      if (name === 'search' || name === 'href') self.#readSearch();
    }
    toString() {
      return this.#parts.href;
    }
    toJSON() {
      return this.#parts.href;
    }
    static canParse(url, base) {
      return URL.parse(url, base) !== null;
    }
    static parse(url, base) {
      try {
        return new URL(url, base);
      } catch {
        return null;
      }
    }
  }
  const { read, write } = URL;
  delete URL.read;
  delete URL.write;
  for (const name of [...readable, ...writable]) {
    const set = writable.includes(name)
      ? function (value) {
          write(this, name, value);
        }
      : undefined;
    Object.defineProperty(URL.prototype, name, {
      get() {
        return read(this, name);
      },
      set,
      enumerable: true,
      configurable: true,
    });
  }
  return { URL, URLSearchParams };
};
