/* Intl and the methods that depend on it. The host formats; numbers and strings go there, strings come back. */

({ ask }) => {
  const numberOf = (value) => {
    if (typeof value === 'bigint') return { bigint: String(value) };
    const number = Number(value);
    return Number.isFinite(number) && !Object.is(number, -0)
      ? number
      : { number: Object.is(number, -0) ? '-0' : String(number) };
  };
  const instantOf = (value) => (value === undefined ? Date.now() : numberOf(value));
  const localesOf = (locales) => (locales === undefined ? [] : [locales].flat().map(String));
  /** Plain copies: only values that JSON has get to the host. */
  const optionsOf = (options) => (options === undefined || options === null ? {} : JSON.parse(JSON.stringify(options)));

  const createFormat = (kind, methods) => {
    // A function, because the formats may be called without `new`.
    function Format(locales, options) {
      if (!new.target) return new Format(locales, options);
      const request = { kind, locales: localesOf(locales), options: optionsOf(options) };
      Object.defineProperty(this, 'request', { value: request });
      this.resolvedOptions();
      for (const method of ['format', 'compare']) {
        if (methods[method]) Object.defineProperty(this, method, { value: this[method].bind(this) });
      }
    }
    Format.prototype.resolvedOptions = function resolvedOptions() {
      return ask('intl', { ...this.request, method: 'resolvedOptions', operands: [] });
    };
    Format.supportedLocalesOf = (locales) =>
      ask('intl', { kind, locales: localesOf(locales), options: {}, method: 'supportedLocalesOf', operands: [] });
    Object.defineProperty(Format, 'name', { value: kind });
    for (const [method, convert] of Object.entries(methods)) {
      const implementation = {
        [method](...operands) {
          return ask('intl', { ...this.request, method, operands: convert(operands) });
        },
      }[method];
      Object.defineProperty(Format.prototype, method, { value: implementation, writable: true, configurable: true });
    }
    return Format;
  };
  const numbers = (operands) => operands.map(numberOf);
  const oneNumber = ([value]) => [numberOf(value)];
  const oneInstant = ([value]) => [instantOf(value)];
  const twoInstants = ([from, to]) => [instantOf(from), instantOf(to)];
  const strings = (operands) => operands.map(String);
  const amount = ([value, unit]) => [numberOf(value), String(unit)];
  const texts = ([items]) => [Array.from(items, String)];

  const intl = {
    NumberFormat: createFormat('NumberFormat', {
      format: oneNumber,
      formatToParts: oneNumber,
      formatRange: numbers,
      formatRangeToParts: numbers,
    }),
    DateTimeFormat: createFormat('DateTimeFormat', {
      format: oneInstant,
      formatToParts: oneInstant,
      formatRange: twoInstants,
      formatRangeToParts: twoInstants,
    }),
    Collator: createFormat('Collator', { compare: ([a, b]) => [String(a), String(b)] }),
    PluralRules: createFormat('PluralRules', { select: oneNumber, selectRange: numbers }),
    RelativeTimeFormat: createFormat('RelativeTimeFormat', { format: amount, formatToParts: amount }),
    ListFormat: createFormat('ListFormat', { format: texts, formatToParts: texts }),
    DisplayNames: createFormat('DisplayNames', { of: strings }),
    Segmenter: createFormat('Segmenter', { segment: strings }),
    getCanonicalLocales: (locales) => ask('intl.canonical', localesOf(locales)),
    supportedValuesOf: (key) => ask('intl.values', String(key)),
  };

  const localize =
    (kind, read) =>
    (method, self, [locales, options]) =>
      ask('localize', { kind, method, value: read(self), locales: localesOf(locales), options: optionsOf(options) });
  const date = localize('date', (self) => numberOf(Date.prototype.getTime.call(self)));
  const number = localize('number', numberOf);
  const localized = {
    toLocaleDateString: (self, operands) => date('toLocaleDateString', self, operands),
    toLocaleTimeString: (self, operands) => date('toLocaleTimeString', self, operands),
    toLocaleString: (self, operands) =>
      self instanceof Date
        ? date('toLocaleString', self, operands)
        : number('toLocaleString', self.valueOf(), operands),
    localeCompare: (self, [other, locales, options]) =>
      new intl.Collator(locales, options).compare(String(self), String(other)),
    toLocaleUpperCase: (self, [locales]) =>
      ask('case', { text: String(self), locales: localesOf(locales), isUpper: true }),
    toLocaleLowerCase: (self, [locales]) =>
      ask('case', { text: String(self), locales: localesOf(locales), isUpper: false }),
  };
  return { Intl: intl, localized };
};
