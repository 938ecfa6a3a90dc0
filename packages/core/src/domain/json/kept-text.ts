/** A text beside its row: short ones inline, long ones in the output store under a key. */
export type KeptText = { readonly text: string } | { readonly outputKey: string };
