/* How console.log shows a value: close to what Node prints, on one line, never failing. */

() => {
  const deepest = 4;
  const mostItems = 100;
  const quote = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
  const list = (open, items, close) =>
    items.length === 0 ? `${open}${close}` : `${open} ${items.join(', ')} ${close}`;
  const cut = (items) =>
    items.length > mostItems ? [...items.slice(0, mostItems), `... ${items.length - mostItems} more`] : items;
  const keyText = (key) => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key));

  const show = (value, around) => {
    if (typeof value === 'string') return quote(value);
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'symbol') return value.toString();
    if (typeof value === 'function') return `[Function: ${value.name || '(anonymous)'}]`;
    if (Object.is(value, -0)) return '-0';
    if (typeof value !== 'object' || value === null) return String(value);
    if (around.includes(value)) return '[Circular]';
    if (value instanceof Error) return value.stack ? `${value}\n${value.stack}`.trimEnd() : String(value);
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
    if (value instanceof RegExp) return String(value);
    return showObject(value, around);
  };
  const showObject = (value, around) => {
    const name = value.constructor?.name ?? '';
    if (around.length >= deepest) return Array.isArray(value) ? '[Array]' : `[${name || 'Object'}]`;
    const inner = [...around, value];
    if (Array.isArray(value))
      return list(
        '[',
        cut(value).map((item, at) => (at < mostItems ? show(item, inner) : item)),
        ']',
      );
    if (ArrayBuffer.isView(value) && value.length !== undefined) {
      return `${name}(${value.length}) ${list('[', cut(Array.from(value, String)), ']')}`;
    }
    if (value instanceof Set)
      return `Set(${value.size}) ${list('{', cut([...value].map((item) => show(item, inner))), '}')}`;
    if (value instanceof Map) {
      const items = [...value].map(([key, item]) => `${show(key, inner)} => ${show(item, inner)}`);
      return `Map(${value.size}) ${list('{', cut(items), '}')}`;
    }
    const items = Object.keys(value).map((key) => `${keyText(key)}: ${show(value[key], inner)}`);
    return `${name && name !== 'Object' ? `${name} ` : ''}${list('{', cut(items), '}')}`;
  };
  const safely = (value) => {
    try {
      return typeof value === 'string' ? value : show(value, []);
    } catch {
      return '[Object]';
    }
  };
  const format = (values) => {
    const [first, ...rest] = values;
    if (typeof first !== 'string' || !/%[sdifjoOc%]/.test(first)) return values.map(safely).join(' ');
    const text = first.replace(/%[sdifjoOc%]/g, (mark) => {
      if (mark === '%%') return '%';
      if (rest.length === 0) return mark;
      const value = rest.shift();
      if (mark === '%c') return '';
      if (mark === '%d') return String(Number(value));
      if (mark === '%i') return String(Number.parseInt(value, 10));
      if (mark === '%f') return String(Number.parseFloat(value));
      return mark === '%j' ? JSON.stringify(value) : safely(value);
    });
    return [text, ...rest.map(safely)].join(' ');
  };
  return { format };
};
