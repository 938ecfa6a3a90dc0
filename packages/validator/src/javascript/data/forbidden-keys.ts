/** Property names that lead from a value to constructors, prototypes and the call stack. */
export const forbiddenKeys: ReadonlyMap<string, string> = new Map([
  ['constructor', 'leads to the function that makes code from text'],
  ['__proto__', 'reaches the prototype that other values share'],
  ['prototype', 'reaches the prototype that other values share'],
  ['caller', 'reaches the calling function'],
  ['callee', 'reaches the running function from outside'],
  ['__defineGetter__', 'changes what reading a property does'],
  ['__defineSetter__', 'changes what writing a property does'],
  ['__lookupGetter__', 'takes getters from shared objects'],
  ['__lookupSetter__', 'takes setters from shared objects'],
  ['prepareStackTrace', 'hooks into the engine’s stack traces'],
  ['captureStackTrace', 'hooks into the engine’s stack traces'],
]);

/** The ones among them that are refused as a text as well: a function can be handed the key and read it elsewhere. */
export const forbiddenTexts: ReadonlySet<string> = new Set(
  'constructor __proto__ __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ prepareStackTrace'.split(
    ' ',
  ),
);
