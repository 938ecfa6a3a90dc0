import { isFinal, type JobAnswer, jobJson } from '@dtr/core';
import { type HttpHeaders, type HttpResponse, jsonText } from '@dtr/lambda-kit';

/** Seconds after which another look is worth while. */
const lookAgainSeconds = '1';

/** A job as an answer, which says when to look again until its state is final. The output of its result is passed on unread. */
export function answerJob(statusCode: 200 | 202, job: JobAnswer, headers: HttpHeaders = {}): HttpResponse {
  const again: HttpHeaders = isFinal(job) ? {} : { 'retry-after': lookAgainSeconds };
  return jsonText(statusCode, jobJson(job), { ...again, ...headers });
}
