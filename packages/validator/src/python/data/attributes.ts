/** Double-underscore attributes that only compute on the object itself. Everything else of that form is refused. */
export const allowedDunders: ReadonlySet<string> = new Set(
  (
    '__name__ __qualname__ __doc__ __members__ __init__ __new__ __post_init__ __repr__ __str__ __bytes__ __format__ __hash__ __bool__ __len__ __length_hint__ __getitem__ __setitem__ __delitem__ __missing__ __iter__ __next__ __reversed__ __contains__ __call__ ' +
    '__lt__ __le__ __eq__ __ne__ __gt__ __ge__ __add__ __sub__ __mul__ __matmul__ __truediv__ __floordiv__ __mod__ __divmod__ __pow__ __lshift__ __rshift__ __and__ __xor__ __or__ ' +
    '__radd__ __rsub__ __rmul__ __rmatmul__ __rtruediv__ __rfloordiv__ __rmod__ __rdivmod__ __rpow__ __rlshift__ __rrshift__ __rand__ __rxor__ __ror__ ' +
    '__iadd__ __isub__ __imul__ __imatmul__ __itruediv__ __ifloordiv__ __imod__ __ipow__ __ilshift__ __irshift__ __iand__ __ixor__ __ior__ ' +
    '__neg__ __pos__ __abs__ __invert__ __complex__ __int__ __float__ __index__ __round__ __trunc__ __floor__ __ceil__ __enter__ __exit__ __aenter__ __aexit__ __aiter__ __anext__ __await__'
  ).split(' '),
);

/** Names of that form that code may define beside the methods above. */
export const allowedDefinitions: ReadonlySet<string> = new Set([
  ...allowedDunders,
  ...'__slots__ __match_args__ __all__ __version__ __author__ __copy__ __deepcopy__ __getattr__ __setattr__ __delattr__ __test__ __debug__'.split(
    ' ',
  ),
]);

/** Attributes of frames, code objects, coroutines, tracebacks and the class tree. */
export const internalAttributes: ReadonlySet<string> = new Set(
  'gi_frame gi_code gi_yieldfrom gi_running cr_frame cr_code cr_await cr_origin cr_running ag_frame ag_code ag_await ag_running tb_frame tb_next tb_lasti tb_lineno f_back f_builtins f_code f_globals f_locals f_generator f_trace f_lasti f_lineno co_code co_consts co_names co_varnames co_freevars co_cellvars co_filename co_flags func_globals func_code func_closure func_defaults im_func im_self im_class mro with_traceback'.split(
    ' ',
  ),
);

export const isDunder = (name: string) => name.length > 4 && name.startsWith('__') && name.endsWith('__');

/** Whether an attribute may be read by this name, wherever the name came from. */
export function isAllowedAttribute(name: string): boolean {
  return isDunder(name) ? allowedDunders.has(name) : !internalAttributes.has(name);
}
