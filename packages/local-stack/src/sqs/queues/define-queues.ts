import { SqsError } from '../sqs-error.ts';
import type { QueueNames } from './arn.ts';
import { type Attributes, checkAttributes, settingsOf, shownAttributes } from './queue-attributes.ts';
import type { QueueRows } from './queue-rows.ts';

const NAME = /^[A-Za-z0-9_-]{1,80}$/;

export interface QueueDefinition {
  readonly name: string;
  readonly attributes: Attributes;
  readonly tags: Readonly<Record<string, string>>;
}

/** Creates and changes queues; belongs inside a transaction. */
export function createDefineQueues(queues: QueueRows, names: QueueNames) {
  function checkRedrive(attributes: Attributes): void {
    const { redrive, isFifo } = settingsOf(attributes);
    if (!redrive) return;
    const reason = (text: string) =>
      new SqsError(
        'InvalidParameterValue',
        `Value ${attributes.RedrivePolicy} for parameter RedrivePolicy is invalid. Reason: ${text}.`,
      );
    const target = queues.find(names.nameOf(redrive.deadLetterTargetArn) ?? '');
    if (!target) throw reason('Dead letter target does not exist');
    if (target.settings.isFifo !== isFifo) throw reason('Dead-letter queue must be same type of queue as the source');
  }

  function checkName(name: string, isFifo: boolean): void {
    const stem = isFifo ? name.replace(/\.fifo$/, '') : name;
    const isValid = NAME.test(stem) && name.length <= 80 && isFifo === name.endsWith('.fifo');
    if (isValid) return;
    throw new SqsError(
      'InvalidParameterValue',
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length; the name of a FIFO queue ends in .fifo',
    );
  }

  return {
    /** Creating a queue again is fine as long as no attribute differs. */
    create({ name, attributes, tags }: QueueDefinition, nowMs: number): void {
      const isFifo = attributes.FifoQueue === 'true';
      checkAttributes(attributes, { isFifo });
      checkName(name, isFifo);
      const existing = queues.find(name);
      if (existing) {
        const shown = shownAttributes(existing.attributes);
        const differing = Object.keys(attributes).find(
          (attribute) => (shown[attribute] ?? '') !== attributes[attribute],
        );
        if (differing === undefined) return;
        throw new SqsError(
          'QueueNameExists',
          `A queue already exists with the same name and a different value for attribute ${differing}`,
        );
      }
      if (attributes.FifoQueue === 'false') {
        throw new SqsError(
          'InvalidAttributeValue',
          'Invalid value for the parameter FifoQueue. Leave it out for a standard queue.',
        );
      }
      checkRedrive(attributes);
      queues.put({ name, attributes, tags, createdAtMs: nowMs, modifiedAtMs: nowMs });
    },
    setAttributes(name: string, changes: Attributes, nowMs: number): void {
      const queue = queues.get(name);
      checkAttributes(changes, queue.settings);
      if ('FifoQueue' in changes) throw new SqsError('InvalidAttributeName', 'Unknown Attribute FifoQueue.');
      const attributes = { ...queue.attributes, ...changes };
      if ('RedrivePolicy' in changes) checkRedrive(attributes);
      queues.put({ ...queue, attributes, modifiedAtMs: nowMs });
    },
  };
}
