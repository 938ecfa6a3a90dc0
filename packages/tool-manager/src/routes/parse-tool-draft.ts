import { draftAliases, type ToolDraft, type ToolDraftBody } from '@dtr/contracts';
import type { FieldFault } from '@dtr/core';
import {
  type HttpEvent,
  invalidRequest,
  parseShape,
  readJsonBody,
  requireNoQuery,
  toolDraftBodyShape,
} from '@dtr/lambda-kit';

type Alias = keyof typeof draftAliases;

const aliases = Object.entries(draftAliases) as readonly (readonly [Alias, (typeof draftAliases)[Alias]])[];

/** The draft in a request's body, under its own names. Two names of one member together are refused. */
export function parseToolDraft(event: HttpEvent): ToolDraft {
  requireNoQuery(event);
  return withOwnNames(parseShape(toolDraftBodyShape, readJsonBody(event)));
}

function withOwnNames(body: ToolDraftBody): ToolDraft {
  const used = aliases.filter(([alias]) => body[alias] !== undefined);
  if (used.length === 0) return body;
  const faults = used.flatMap(([alias, member]) => doubleFaults(body, alias, member));
  if (faults.length > 0) throw invalidRequest(faults);
  const { inputSchema, input_schema, outputSchema, output_schema, ...draft } = body;
  return { ...draft, ...Object.fromEntries(used.map(([alias, member]) => [member, body[alias]])) };
}

function doubleFaults(body: ToolDraftBody, alias: Alias, member: (typeof draftAliases)[Alias]): readonly FieldFault[] {
  const others = [member, ...aliases.filter(([, target]) => target === member).map(([name]) => name)];
  const also = others.filter((name) => name !== alias && body[name] !== undefined);
  if (also.length === 0) return [];
  return [{ pointer: `/${alias}`, message: `means the same as ${also.join(' and ')}; give one of them` }];
}
