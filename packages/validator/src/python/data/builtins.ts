/** Access to attributes by name: allowed as a direct call with a constant public name. */
export const nameAccess: ReadonlySet<string> = new Set(['getattr', 'setattr', 'delattr', 'hasattr']);

/** Why a builtin is refused and what to do instead. */
export interface ForbiddenBuiltin {
  readonly reason: string;
  readonly suggestion: string;
  readonly cwe: number;
  readonly capability?: 'filesystem' | 'process' | 'environment' | 'dynamicCode';
}

const dynamic = (suggestion: string): ForbiddenBuiltin => ({
  reason: 'runs code that is made at run time and cannot be checked',
  suggestion,
  cwe: 95,
  capability: 'dynamicCode',
});
const introspection: ForbiddenBuiltin = {
  reason: 'reaches names and objects behind the back of the checks',
  suggestion: 'Keep values in a dictionary of your own and look them up there.',
  cwe: 200,
};
const internals: ForbiddenBuiltin = {
  reason: 'is part of the import machinery and leads out of the sandbox',
  suggestion: 'Import modules by name with an import statement.',
  cwe: 913,
  capability: 'dynamicCode',
};
const interactive: ForbiddenBuiltin = {
  reason: 'waits for a terminal that a tool does not have',
  suggestion: 'Take the value as a parameter of the entry point.',
  cwe: 400,
  capability: 'process',
};
const leaving: ForbiddenBuiltin = {
  reason: 'ends the interpreter instead of the call',
  suggestion: 'Return a value, or raise an exception such as ValueError.',
  cwe: 400,
  capability: 'process',
};

export const forbiddenBuiltins: ReadonlyMap<string, ForbiddenBuiltin> = new Map<string, ForbiddenBuiltin>([
  [
    'open',
    {
      reason: 'opens files',
      suggestion: 'Pass the content in as input; for text in memory use io.StringIO.',
      cwe: 22,
      capability: 'filesystem',
    },
  ],
  [
    'eval',
    dynamic('To read data use json.loads; to compute, write the operations out or map operator names to functions.'),
  ],
  ['exec', dynamic('Write the code out as functions and call them.')],
  ['compile', dynamic('Write the code out as functions; for regular expressions use re.compile.')],
  ['__import__', internals],
  ['__builtins__', internals],
  ['__loader__', internals],
  ['__spec__', internals],
  ['__build_class__', internals],
  ['__package__', internals],
  ['__file__', { ...internals, suggestion: 'A tool has no file of its own; pass data in as input.', cwe: 526 }],
  ['globals', introspection],
  ['locals', introspection],
  ['vars', introspection],
  ['dir', introspection],
  ['input', interactive],
  ['breakpoint', interactive],
  ['help', interactive],
  ['copyright', interactive],
  ['credits', interactive],
  ['license', interactive],
  ['exit', leaving],
  ['quit', leaving],
  ['SystemExit', leaving],
  ['KeyboardInterrupt', leaving],
]);
