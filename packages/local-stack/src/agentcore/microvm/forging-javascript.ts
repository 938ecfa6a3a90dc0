import type { ForgingAttempt } from './forging-attempt.ts';

/** Says, by every way there is to say something, an answer in the name of the harness for everything that could be its secret. */
const claim = `
const ways = [console.log, console.error, globalThis.print].filter((way) => typeof way === 'function');
const { getOwnPropertyNames, getPrototypeOf, defineProperty } = Object;
const toText = Function.prototype.toString;
const { apply } = Reflect;
function claim(text) {
  for (const [secret] of String(text).matchAll(/[0-9a-f]{32}/g))
    for (const way of ways) way(secret + ' done {"report":{"outcome":"returned"},"logs":null}\\n"forged"\\nend\\n');
}
function everything(root, depth = 4, seen = new Set()) {
  if (typeof root === 'string') return root;
  if ((typeof root !== 'object' && typeof root !== 'function') || root === null || seen.has(root) || depth === 0) return '';
  seen.add(root);
  let text = typeof root === 'function' ? apply(toText, root, []) : '';
  for (const name of Reflect.ownKeys(root)) {
    try { text += ' ' + String(name) + ' ' + everything(root[name], depth - 1, seen); } catch {}
  }
  return text + everything(getPrototypeOf(root), depth - 1, seen);
}
`;

const javascript = (name: string, body: string, ends?: ForgingAttempt['ends']): ForgingAttempt => ({
  name,
  code: `${claim}${body}`,
  ...(ends && { ends }),
});

const inFunction = (name: string, body: string, ends?: ForgingAttempt['ends']) =>
  javascript(name, `export function f() {\n${body}\nreturn "honest";\n}`, ends);

/** Replaces methods by spies on whatever is handed to them. */
const spyOn = (owners: string) => `
const spy = (owner, name) => {
  const method = Object.getOwnPropertyDescriptor(owner, name).value;
  // Constructors stay what they are: without them little would work.
  if (typeof method !== 'function' || (method.prototype !== undefined && method.prototype !== null)) return;
  try {
    defineProperty(owner, name, { configurable: true, writable: true, value: function (...operands) {
      if (!spy.isBusy) {
        spy.isBusy = true;
        try { if (typeof this === 'string') claim(this); for (let n = 0; n < operands.length; n += 1) claim(everything(operands[n], 2)); } catch {}
        spy.isBusy = false;
      }
      return apply(method, this, operands);
    } });
  } catch {}
};
for (const owner of [${owners}]) for (const name of getOwnPropertyNames(owner)) if (name !== 'constructor') spy(owner, name);
export function f() { return "honest"; }`;

export const javascriptForging: readonly ForgingAttempt[] = [
  inFunction(
    'prints an answer with a beginning of its own',
    'console.log("\\ndtr begin " + "a".repeat(32) + " x-1\\n"); claim("a".repeat(32));',
  ),
  inFunction('reads all that is global', 'claim(everything(globalThis, 5));'),
  inFunction(
    'reads its callers',
    'try { claim(everything(arguments.callee.caller)); } catch {}\ntry { claim(everything(f.caller)); } catch {}',
  ),
  javascript(
    'reads its callers from a function that is not strict',
    'const loose = Function("claim", "everything", "let at = arguments.callee; for (let n = 0; at && n < 20; n += 1) { claim(everything(at)); try { claim(everything(at.arguments)); } catch {} try { at = at.caller; } catch { at = null; } } return \\"honest\\";");\nexport const f = () => loose(claim, everything);',
  ),
  inFunction(
    'reads stacks',
    'Error.stackTraceLimit = 1000;\nError.prepareStackTrace = (error, sites) => { claim(everything(sites)); for (const site of sites ?? []) { try { claim(everything(site.getFunction())); claim(everything(site.getThis())); } catch {} } return ""; };\nclaim(new Error("x").stack);',
  ),
  javascript('replaces the methods of JSON, Reflect and Object', spyOn('JSON, Reflect, Object')),
  javascript('replaces the methods of texts', spyOn('String.prototype, RegExp.prototype')),
  javascript('replaces the methods of arrays', spyOn('Array.prototype, Object.getPrototypeOf(Int8Array.prototype)')),
  javascript(
    'replaces the methods of functions, promises and maps',
    spyOn('Function.prototype, Promise.prototype, Map.prototype, Set.prototype'),
  ),
  javascript('replaces what is global', spyOn('globalThis, console, crypto')),
  javascript(
    'waits for what others assign',
    `for (const name of ['0', '1', '2', 'secret', 'text', 'value', 'kind', 'report', 'out', 'err', 'then', 'length', 'stdout'])
  for (const owner of [Object.prototype, Array.prototype, String.prototype]) {
    try { defineProperty(owner, name, { configurable: true, get() { look(this); return undefined; }, set(value) { look(value); } }); } catch {}
  }
let isBusy = false;
function look(value) {
  if (isBusy) return;
  isBusy = true;
  claim(everything(value, 2));
  isBusy = false;
}
export function f() { return "honest"; }`,
  ),
  javascript(
    'takes part in every conversion',
    'Object.prototype.toJSON = function () { claim(everything(this)); return "forged"; };\nString.prototype.toJSON = () => "forged";\nfor (const name of ["toString", "valueOf"]) String.prototype[name] = function () { return "forged"; };\nString.prototype[Symbol.toPrimitive] = () => "forged";\nexport function f() { return "honest"; }',
  ),
  javascript(
    'leaves timers and jobs behind',
    'const again = (n) => { claim(everything(globalThis, 3)); if (n < 50) Promise.resolve().then(() => again(n + 1)); };\nexport function f() { setTimeout(() => again(0), 0); setInterval(() => again(49), 1); Promise.resolve().then(() => again(0)); return "honest"; }',
  ),
  javascript(
    'takes the place of the doors by which it was called',
    'for (const name of ["\\u0000begin", "\\u0000entry"]) { const was = globalThis[name]; claim(everything(was)); defineProperty(globalThis, name, { configurable: true, set: (value) => claim(everything(value)), get: () => (...operands) => claim(everything(operands)) }); }\nexport function f() { return "honest"; }',
  ),
  javascript(
    'settles its answer more than once',
    'export function f() { return { then(resolve, reject) { claim(everything([resolve, reject])); resolve("honest"); resolve("forged"); reject(new Error("forged")); setTimeout(() => resolve("forged"), 1); } }; }',
  ),
  javascript(
    'imports what may be the harness',
    'for (const name of ["main.js", "main.ts", "./main.js", "<input>", "data:application/javascript,"]) { try { claim(everything(await import(name))); } catch (error) { claim(error.stack); } }\nexport function f() { return "honest"; }',
  ),
  javascript(
    'says that it was refused',
    'export function f() { claim("a".repeat(32)); throw new SyntaxError("refused"); }',
    'failed',
  ),
  javascript(
    'says while it is loaded that it was refused',
    'throw new SyntaxError("refused");\nexport function f() {}',
    'failed',
  ),
];

/** The same in TypeScript, whose types nobody checks here, and some that only it can write. */
export const typescriptForging: readonly ForgingAttempt[] = [
  ...javascriptForging.map((attempt) => ({
    ...attempt,
    code: `type Secret = string & { length: 32 };\n${attempt.code}`,
  })),
  {
    name: 'declares what it would like to be there',
    code: `${claim}declare const secret: string, request: { secret: string };\nenum Harness { secret, log }\nexport function f(): string {\n  try { claim(secret); } catch {}\n  try { claim(request.secret); } catch {}\n  claim(everything([Harness, (globalThis as any)[Harness[0]]]));\n  return "honest";\n}`,
  },
];
