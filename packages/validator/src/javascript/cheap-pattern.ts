/**
 * Whether a pattern of the code may be run here, on short text: a hostile one takes time that is exponential in its
 * quantifiers. Lazy marks and lookarounds count as quantifiers too, which errs on the safe side.
 */
export function isCheapPattern(pattern: string, maximumQuantifiers = 1): boolean {
  return !/\\[1-9k]/.test(pattern) && (pattern.match(/[*+?{]/g) ?? []).length <= maximumQuantifiers;
}
