/** Double-underscore attributes that only compute on the object itself. Everything else of that form is refused. */
const allowedDunders: ReadonlySet<string> = new Set(
  (
    '__name__ __qualname__ __doc__ __module__ __members__ __slots__ __match_args__ __cause__ __notes__ __suppress_context__ __all__ __version__ __author__ __dataclass_fields__ __type_params__ __required_keys__ __optional_keys__ __value__ __init__ __new__ __post_init__ __repr__ __str__ __bytes__ __format__ __hash__ __bool__ __len__ __length_hint__ __getitem__ __setitem__ __delitem__ __missing__ __iter__ __next__ __reversed__ __contains__ __call__ ' +
    '__lt__ __le__ __eq__ __ne__ __gt__ __ge__ __add__ __sub__ __mul__ __matmul__ __truediv__ __floordiv__ __mod__ __divmod__ __pow__ __lshift__ __rshift__ __and__ __xor__ __or__ ' +
    '__radd__ __rsub__ __rmul__ __rmatmul__ __rtruediv__ __rfloordiv__ __rmod__ __rdivmod__ __rpow__ __rlshift__ __rrshift__ __rand__ __rxor__ __ror__ ' +
    '__iadd__ __isub__ __imul__ __imatmul__ __itruediv__ __ifloordiv__ __imod__ __ipow__ __ilshift__ __irshift__ __iand__ __ixor__ __ior__ ' +
    '__neg__ __pos__ __abs__ __invert__ __complex__ __int__ __float__ __index__ __round__ __trunc__ __floor__ __ceil__ __enter__ __exit__ __aenter__ __aexit__ __aiter__ __anext__ __await__'
  ).split(' '),
);

/** Names of that form that code may define beside the methods above. */
export const allowedDefinitions: ReadonlySet<string> = new Set([
  ...allowedDunders,
  ...'__license__ __copyright__ __credits__ __email__ __date__ __status__ __maintainer__ __title__ __copy__ __deepcopy__ __replace__ __getattr__ __setattr__ __delattr__ __get__ __set__ __delete__ __dir__ __sizeof__ __test__ __debug__'.split(
    ' ',
  ),
]);

/** What a refused attribute leads to; each family is refused by a rule of its own. */
export type AttributeFamily =
  | 'class-tree'
  | 'function'
  | 'code'
  | 'frame'
  | 'self'
  | 'dictionary'
  | 'exception'
  | 'other';

const families: Readonly<Record<Exclude<AttributeFamily, 'other'>, string>> = {
  'class-tree': '__class__ __base__ __bases__ __mro__ __subclasses__ __subclasscheck__ __instancecheck__ mro',
  function:
    '__globals__ __closure__ __func__ __wrapped__ __defaults__ __kwdefaults__ __builtins__ func_globals func_closure func_defaults func_dict im_func im_class cell_contents',
  code: '__code__ func_code co_code co_consts co_names co_varnames co_freevars co_cellvars co_filename co_flags co_argcount co_firstlineno co_lines co_positions co_qualname co_stacksize co_exceptiontable',
  frame:
    'gi_frame gi_code gi_yieldfrom gi_running gi_suspended cr_frame cr_code cr_await cr_origin cr_running cr_suspended ag_frame ag_code ag_await ag_running ag_suspended tb_frame tb_next tb_lasti tb_lineno f_back f_builtins f_code f_globals f_locals f_generator f_trace f_trace_lines f_trace_opcodes f_lasti f_lineno',
  self: '__self__ im_self',
  dictionary: '__dict__ __annotations__ __annotate__ __weakref__',
  exception: '__traceback__ __context__ with_traceback',
};

const byName = new Map(
  Object.entries(families).flatMap(([family, names]) =>
    names.split(' ').map((name) => [name, family as AttributeFamily] as const),
  ),
);

/** Attributes without double underscores that belong to frames, code objects, coroutines and tracebacks. */
export const internalAttributes: ReadonlySet<string> = new Set([...byName.keys()].filter((name) => !isDunder(name)));

/** A function, as tables above need it before they are made. */
export function isDunder(name: string): boolean {
  return name.length > 4 && name.startsWith('__') && name.endsWith('__');
}

/** Whether an attribute may be read by this name, wherever the name came from. */
export function isAllowedAttribute(name: string): boolean {
  return isDunder(name) ? allowedDunders.has(name) : !internalAttributes.has(name);
}

/** The family of an attribute that is not allowed. */
export const attributeFamilyOf = (name: string): AttributeFamily => byName.get(name) ?? 'other';
