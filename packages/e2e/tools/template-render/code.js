const escapes = new Map([['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['"', '&quot;'], ["'", '&#39;']]);
const escapeHtml = (text) => text.replace(/[&<>"']/g, (character) => escapes.get(character));

/** Own members only, so that a template cannot reach what an object inherits. */
const lookUp = (scopes, path) => {
  if (path === '.') return scopes.at(-1);
  const [first, ...rest] = path.split('.');
  const own = (value, key) =>
    value !== null && typeof value === 'object' && Object.hasOwn(value, key) ? value[key] : undefined;
  const scope = scopes.findLast((candidate) => own(candidate, first) !== undefined);
  return rest.reduce(own, own(scope ?? null, first));
};

const asText = (value) =>
  value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** Reads tokens up to the closing tag of `section`; gives text pieces, names and nested sections. */
function parse(tokens, section) {
  const nodes = [];
  while (tokens.length > 0) {
    const [, text, mark, name] = tokens.shift();
    if (text !== undefined) nodes.push({ kind: 'text', text });
    else if (mark === '/') {
      if (name !== section) throw new Error(`{{/${name}}} closes ${section ? `{{#${section}}}` : 'nothing'}`);
      return nodes;
    } else if (mark === '#' || mark === '^') nodes.push({ kind: mark, name, nodes: parse(tokens, name) });
    else if (mark !== '!') nodes.push({ kind: mark === '&' ? 'raw' : 'value', name });
  }
  if (section !== undefined) throw new Error(`{{#${section}}} is never closed`);
  return nodes;
}

const render = (nodes, scopes) =>
  nodes
    .map((node) => {
      if (node.kind === 'text') return node.text;
      const value = lookUp(scopes, node.name);
      if (node.kind === 'value') return escapeHtml(asText(value));
      if (node.kind === 'raw') return asText(value);
      const items = Array.isArray(value) ? value : value ? [value] : [];
      if (node.kind === '^') return items.length === 0 ? render(node.nodes, scopes) : '';
      return items.map((item) => render(node.nodes, [...scopes, item])).join('');
    })
    .join('');

/** Renders a Mustache template: values, sections, inverted sections, comments; never runs code. */
const renderTemplate = (template, values) => {
  const token = /([^{]+|\{(?!\{))|\{\{([#^/&!]?)\s*([^{}]*?)\s*\}\}/g;
  const tokens = [...template.matchAll(token)];
  if (tokens.map(([whole]) => whole).join('') !== template) throw new Error('a {{ is never closed');
  return render(parse(tokens), [values]);
};
