import { MAX_LISTED_TASKS } from '../queues/move-tasks.ts';
import { integerWithin, optionalText, text } from '../read-input.ts';
import type { SqsAction } from '../sqs-call.ts';

/** Moves dead messages back, or elsewhere, all at once: `MaxNumberOfMessagesPerSecond` does not slow it down. */
export const startMessageMoveTask: SqsAction = ({ input, queues }) => {
  integerWithin(input, 'MaxNumberOfMessagesPerSecond', [1, 500]);
  const { handle } = queues.startMoveTask(text(input, 'SourceArn'), optionalText(input, 'DestinationArn'));
  return { TaskHandle: handle };
};

/** The latest tasks of a queue, all of them ended. */
export const listMessageMoveTasks: SqsAction = ({ input, queues }) => {
  const limit = integerWithin(input, 'MaxResults', [1, MAX_LISTED_TASKS]) ?? 1;
  const Results = queues.listMoveTasks(text(input, 'SourceArn'), limit).map((task) => ({
    Status: task.failure === undefined ? 'COMPLETED' : 'FAILED',
    SourceArn: task.sourceArn,
    DestinationArn: task.destinationArn,
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    FailureReason: task.failure,
    StartedTimestamp: task.startedAtMs,
  }));
  return { Results };
};
