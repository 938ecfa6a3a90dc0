import type {
  CallingConvention,
  InferredDefinition,
  SchemaDocument,
  ValidatorRequest,
  Violation,
} from '@dtr/contracts';
import type { SourceText } from '../analysis/source-text.ts';
import { judge } from '../analysis/violations.ts';
import { describeLoop, referenceLoops } from '../schema/reference-loops.ts';
import { referenceLoop } from '../words/rules/reference-loop.ts';
import { callingOf } from './calling.ts';
import { checkFields } from './check-fields.ts';
import { checkParameters } from './check-parameters.ts';
import { checkTypes } from './check-types.ts';
import { chooseEntryPoint, type EntryFinding } from './choose-entry-point.ts';
import type { CodeSchema, FieldRead } from './field-reads.ts';
import { inputSchemaOf } from './input-schema.ts';
import { type Candidate, ownParameters, type Signature } from './signature.ts';

/** What a language knows about the functions at the top level of the code. */
export interface EntryFacts {
  readonly candidates: readonly Candidate[];
  signatureOf(name: string): Signature | undefined;
  fieldReadsOf(name: string): readonly FieldRead[];
  codeSchemas(): readonly CodeSchema[];
}

export interface EntryAnalysis {
  readonly violations: readonly Violation[];
  readonly entryPoint?: string;
  readonly calling?: CallingConvention;
  readonly parameterNames: readonly string[];
  readonly inferred: InferredDefinition;
}

/** Finds the entry point, decides how it is called and infers what the request leaves out. */
export function analyseEntry(facts: EntryFacts, request: ValidatorRequest, source: SourceText): EntryAnalysis {
  const violationsOf = ({ rule, ...finding }: EntryFinding) => judge(rule, finding, { source, policy: request.policy });
  const choice = chooseEntryPoint(facts.candidates, {
    entryPoint: request.entryPoint,
    toolName: request.words?.name,
  });
  const codeSchemas = facts.codeSchemas();
  const loops = codeSchemas.flatMap((one) => [...loopsIn(one)]).flatMap(violationsOf);
  if ('finding' in choice)
    return { violations: [...loops, ...violationsOf(choice.finding)], parameterNames: [], inferred: {} };
  const signature = facts.signatureOf(choice.name);
  if (!signature) return { violations: loops, parameterNames: [], inferred: {}, entryPoint: choice.name };
  const calling = callingOf(signature, request.parameters);
  const { parameters, returns, language } = request;
  const reads = facts.fieldReadsOf(choice.name);
  const findings = [
    ...checkParameters({ signature, calling, schema: parameters, language }),
    ...checkFields({ signature, calling, schema: parameters, reads, codeSchemas }),
    ...checkTypes({ signature, calling, parameters, returns }),
  ];
  return {
    violations: [...loops, ...findings.flatMap(violationsOf)],
    entryPoint: choice.name,
    calling,
    parameterNames: ownParameters(signature).flatMap(({ name }) => name ?? []),
    inferred: inferredFrom(signature, calling, request),
  };
}

/** Schemas among the constants of the code are held to what schemas of requests are held to. */
function* loopsIn({ schema, placeOf }: CodeSchema): Generator<EntryFinding> {
  for (const loop of referenceLoops(schema))
    yield { rule: referenceLoop, span: placeOf(loop.pointer), message: describeLoop(loop) };
}

function inferredFrom(signature: Signature, calling: CallingConvention, request: ValidatorRequest): InferredDefinition {
  const returns: SchemaDocument | undefined = request.returns ? undefined : signature.returns;
  return {
    ...(request.entryPoint === undefined ? { entryPoint: signature.name } : {}),
    ...(request.parameters ? {} : { parameters: inputSchemaOf(signature, calling) }),
    ...(returns ? { returns } : {}),
  };
}
