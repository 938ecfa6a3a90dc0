/** Resolves after so many milliseconds, or as soon as the signal ends it. Never rejects. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;
