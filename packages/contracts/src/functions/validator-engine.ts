/**
 * Names the validator's rules and parsers as a whole; part of the verdict cache key. Raise it whenever a verdict,
 * a message or an inferred schema can change, or when a parser gets a new version.
 */
export const validatorEngineVersion = '2.0.1';
