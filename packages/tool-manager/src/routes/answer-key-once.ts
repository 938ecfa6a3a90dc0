import type { KeyedAgent } from '@dtr/contracts';
import type { Attempt } from '@dtr/core';
import { type HttpResponse, json } from '@dtr/lambda-kit';
import { answerOnce, type OnceOptions } from './answer-once.ts';

interface KeyOptions extends OnceOptions {
  readonly status: number;
}

/** Answers with a new key, once: what is stored for the `Idempotency-Key`, and so what is given again, is without it. */
export async function answerKeyOnce(
  { status, ...once }: KeyOptions,
  give: (attempt?: Attempt) => Promise<KeyedAgent>,
): Promise<HttpResponse> {
  const given: KeyedAgent[] = [];
  const answer = await answerOnce(once, async (attempt) => {
    const agent = await give(attempt);
    given.push(agent);
    const { key: _key, ...kept } = agent;
    return keyAnswer(status, kept);
  });
  const [agent] = given;
  return agent === undefined ? answer : keyAnswer(status, agent);
}

function keyAnswer(status: number, agent: KeyedAgent): HttpResponse {
  const location = status === 201 && { location: `/agents/${agent.name}` };
  return json(status, agent, { 'cache-control': 'no-store', ...location });
}
