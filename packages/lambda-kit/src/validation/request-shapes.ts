import {
  type AgentDraft,
  type ExecuteRequest,
  type ListAuditQuery,
  type ListJobsQuery,
  type ListToolsQuery,
  listAuditQuerySchema,
  listJobsQuerySchema,
  listToolsQuerySchema,
  type PageQuery,
  type PolicyDocument,
  pageQuerySchema,
  type RotateRequest,
  type SimulateRequest,
  type ToolDraftBody,
} from '@dtr/contracts';
import * as all from '../generated/all-checks.ts';
import * as first from '../generated/first-checks.ts';
import type { QueryShape } from '../http/query.ts';
import type { CompiledShape } from './compiled-shape.ts';

export const toolDraftBodyShape: CompiledShape<ToolDraftBody> = { first: first.toolDraftBody, all: all.toolDraftBody };

export const executeRequestShape: CompiledShape<ExecuteRequest> = {
  first: first.executeRequest,
  all: all.executeRequest,
};

export const listToolsQueryShape: QueryShape<ListToolsQuery> = {
  shape: { first: first.listToolsQuery, all: all.listToolsQuery },
  properties: listToolsQuerySchema.properties,
};

export const listJobsQueryShape: QueryShape<ListJobsQuery> = {
  shape: { first: first.listJobsQuery, all: all.listJobsQuery },
  properties: listJobsQuerySchema.properties,
};

export const listAuditQueryShape: QueryShape<ListAuditQuery> = {
  shape: { first: first.listAuditQuery, all: all.listAuditQuery },
  properties: listAuditQuerySchema.properties,
};

export const pageQueryShape: QueryShape<PageQuery> = {
  shape: { first: first.pageQuery, all: all.pageQuery },
  properties: pageQuerySchema.properties,
};

export const policyDocumentShape: CompiledShape<PolicyDocument> = {
  first: first.policyDocument,
  all: all.policyDocument,
};

export const simulateRequestShape: CompiledShape<SimulateRequest> = {
  first: first.simulateRequest,
  all: all.simulateRequest,
};

export const agentDraftShape: CompiledShape<AgentDraft> = { first: first.agentDraft, all: all.agentDraft };

export const rotateRequestShape: CompiledShape<RotateRequest> = {
  first: first.rotateRequest,
  all: all.rotateRequest,
};
