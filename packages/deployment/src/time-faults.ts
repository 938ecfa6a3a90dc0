import { limits } from '@dtr/contracts';
import { functionSizes, sweepRules, workQueue } from '@dtr/local-stack';
import { type Plan, resourcesOf, valuesOf } from './plan.ts';
import { functionsOf } from './planned-function.ts';

/** Longest that a tool runs while a caller, or a job, waits for it; what comes before and after has to fit in the function's time too. */
const longestSeconds: Readonly<Record<string, number>> = {
  'tool-manager': limits.synchronousSeconds,
  executor: limits.synchronousSeconds,
  worker: limits.jobSeconds,
};

/** Where times and counts of the plan are not those that the code was built on and that the local stack has. */
export function timeFaults(plan: Plan): readonly string[] {
  return [...functionFaults(plan), ...queueFaults(plan), ...sweepFaults(plan)];
}

function functionFaults(plan: Plan): string[] {
  const here: Readonly<Record<string, { readonly timeoutSeconds: number } | undefined>> = functionSizes;
  return functionsOf(plan).flatMap(({ name, timeoutSeconds }) => [
    ...differs(`${name}'s timeout in seconds`, timeoutSeconds, here[name]?.timeoutSeconds),
    ...(timeoutSeconds > (longestSeconds[name] ?? 0)
      ? []
      : [`${name} ends after ${timeoutSeconds} s: a tool alone may take ${longestSeconds[name]} s`]),
  ]);
}

function queueFaults(plan: Plan): string[] {
  const queue = resourcesOf(plan, 'aws_sqs_queue', 'work').find(({ name }) => name === 'this');
  const [redrive] = valuesOf(plan, 'aws_sqs_queue_redrive_policy', 'work');
  const [source] = valuesOf(plan, 'aws_lambda_event_source_mapping', 'worker');
  const receives = JSON.parse(redrive?.redrive_policy ?? '{}').maxReceiveCount;
  return [
    ...differs(
      "the queue's visibility timeout",
      queue?.change.after?.visibility_timeout_seconds,
      workQueue.visibilityTimeoutSeconds,
    ),
    ...differs('attempts at a message', receives, workQueue.maxReceiveCount),
    ...differs('messages in a batch', source?.batch_size, workQueue.batchSize),
    ...differs('what the worker answers', source?.function_response_types?.join(), 'ReportBatchItemFailures'),
  ];
}

function sweepFaults(plan: Plan): string[] {
  const rules = valuesOf(plan, 'aws_cloudwatch_event_rule', 'worker');
  const targets = valuesOf(plan, 'aws_cloudwatch_event_target', 'worker');
  const planned = targets.map(({ rule, input }) => {
    const found = rules.find(({ name }) => name === rule);
    return `${JSON.stringify(JSON.parse(input))} ${found?.schedule_expression}`;
  });
  const wanted = sweepRules.map(({ event, everyMs }) => `${JSON.stringify(event)} ${rateOf(everyMs)}`);
  return differs('sweeps', planned.sort().join(', '), wanted.sort().join(', '));
}

/** As EventBridge writes it. */
function rateOf(everyMs: number): string {
  const minutes = everyMs / 60_000;
  const [value, unit] = minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return `rate(${value} ${unit}${value === 1 ? '' : 's'})`;
}

const differs = (what: string, planned: unknown, here: unknown): string[] =>
  planned === here ? [] : [`${what}: planned ${planned}, here ${here}`];
