import { aFunction, aPlan, aResource } from './testing/a-plan.ts';
import { timeFaults } from './time-faults.ts';

interface Numbers {
  readonly executorSeconds?: number;
  readonly workerSeconds?: number;
  readonly visibility?: number;
  readonly batchSize?: number;
  readonly sweepEvery?: string;
}

function faultsWith({
  executorSeconds = 35,
  workerSeconds = 900,
  visibility = 900,
  batchSize = 1,
  sweepEvery = 'rate(1 minute)',
}: Numbers) {
  return timeFaults(
    aPlan(
      ...aFunction('executor', { timeout: executorSeconds }),
      ...aFunction('worker', { timeout: workerSeconds }),
      aResource('work', 'aws_sqs_queue', {}, { name: 'dead_letter' }),
      aResource('work', 'aws_sqs_queue', { visibility_timeout_seconds: visibility }),
      aResource('work', 'aws_sqs_queue_redrive_policy', { redrive_policy: '{"maxReceiveCount":5}' }),
      aResource('worker', 'aws_lambda_event_source_mapping', {
        batch_size: batchSize,
        function_response_types: ['ReportBatchItemFailures'],
      }),
      ...[
        ['sweep', sweepEvery, 'sweep'],
        ['artifacts', 'rate(1 hour)', 'sweep.artifacts'],
      ].flatMap(([name, expression, kind]) => [
        aResource('worker', 'aws_cloudwatch_event_rule', { name, schedule_expression: expression }),
        aResource('worker', 'aws_cloudwatch_event_target', { rule: name, input: JSON.stringify({ kind }) }),
      ]),
    ),
  );
}

describe('timeFaults', () => {
  it('finds none where the plan has what the local stack has', () => {
    expect(faultsWith({})).toEqual([]);
  });

  it('finds a function that ends before a tool may', () => {
    expect(faultsWith({ executorSeconds: 20 })).toEqual([
      "executor's timeout in seconds: planned 20, here 35",
      'executor ends after 20 s: a tool alone may take 25 s',
    ]);
  });

  it('finds messages that would come back too early or too many at once', () => {
    expect(faultsWith({ visibility: 60, batchSize: 10 })).toEqual([
      "the queue's visibility timeout: planned 60, here 900",
      'messages in a batch: planned 10, here 1',
    ]);
  });

  it('finds a sweep at other times', () => {
    expect(faultsWith({ sweepEvery: 'rate(5 minutes)' })).toEqual([expect.stringContaining('sweeps: planned')]);
  });
});
