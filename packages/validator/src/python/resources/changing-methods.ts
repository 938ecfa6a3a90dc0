/** Methods of collections after which nothing is known of their length. */
export const changingMethods: ReadonlySet<string> = new Set(
  'add append appendleft clear discard extend extendleft insert pop popitem popleft remove setdefault update'.split(
    ' ',
  ),
);
