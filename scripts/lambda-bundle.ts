/** What a Lambda package adds to its bundle; the default export of its `bundle.config.ts`, if it has one. */
export interface LambdaBundle {
  /** Entry points bundled beside `src/handler.ts`: output name without extension to source path. */
  readonly entryPoints?: Readonly<Record<string, string>>;
  /** Imports left for run time because their files are copied as they are. */
  readonly external?: readonly string[];
  /** Files copied as they are: path in the zip to path on disk. May produce them first; must be deterministic. */
  readonly files?: () => Promise<Readonly<Record<string, string>>>;
  /** Files of packages that generated files were made from: named in the notices, not copied. */
  readonly alsoCarries?: readonly string[];
}
