import type { PolicyDocument, SchemaDocument, ToolWords } from '@dtr/contracts';
import type { Rule } from '../analysis/rule.ts';
import type { SourceText } from '../analysis/source-text.ts';

/** What stands beside the code: the words an agent chose, and the schemas with their descriptions and defaults. */
export interface WordsContext {
  readonly source: SourceText;
  readonly policy: PolicyDocument;
  readonly words: ToolWords | undefined;
  readonly parameters: SchemaDocument | undefined;
  readonly returns: SchemaDocument | undefined;
}

/** A rule on words and schemas. Its findings name the place by `pointer`. */
export type WordsRule = Rule<WordsContext>;
