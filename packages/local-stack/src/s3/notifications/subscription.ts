import { S3Error } from '../s3-error.ts';
import { childrenNamed, childText, type XmlElement } from '../xml/read-xml.ts';
import type { XmlContent } from '../xml/write-xml.ts';
import { subscribableEvents } from './event-names.ts';

/** One `QueueConfiguration`: which events of which keys go to which queue. */
export interface Subscription {
  readonly id: string;
  readonly queueArn: string;
  readonly events: readonly string[];
  readonly prefix: string | undefined;
  readonly suffix: string | undefined;
}

const invalid = (message: string) => new S3Error('InvalidArgument', { message });

function parseFilter(element: XmlElement): Pick<Subscription, 'prefix' | 'suffix'> {
  const keys = childrenNamed(element, 'Filter').flatMap((filter) => childrenNamed(filter, 'S3Key'));
  const rules = keys.flatMap((key) => childrenNamed(key, 'FilterRule'));
  const byName = new Map(rules.map((rule) => [childText(rule, 'Name')?.toLowerCase(), childText(rule, 'Value') ?? '']));
  const isKnown = [...byName.keys()].every((name) => name === 'prefix' || name === 'suffix');
  if (!isKnown) throw invalid('filter rule name must be either prefix or suffix');
  if (byName.size !== rules.length) throw invalid('Cannot specify more than one prefix or suffix rule in a filter.');
  return { prefix: byName.get('prefix'), suffix: byName.get('suffix') };
}

/** Reads a `NotificationConfiguration`. Queues are the only destination there is. */
export function parseSubscriptions(configuration: XmlElement, newId: () => string): readonly Subscription[] {
  if (configuration.children.some(({ name }) => name !== 'QueueConfiguration')) {
    throw new S3Error('NotImplemented', { message: 'Only SQS queues can receive notifications here' });
  }
  return configuration.children.map((element) => {
    const events = childrenNamed(element, 'Event').map(({ text }) => text);
    const unknown = events.find((event) => !subscribableEvents.includes(event));
    if (unknown !== undefined) throw invalid(`The event '${unknown}' is not supported for notifications`);
    const queueArn = childText(element, 'Queue');
    if (!queueArn || events.length === 0) throw new S3Error('MalformedXML');
    return { id: childText(element, 'Id') ?? newId(), queueArn, events, ...parseFilter(element) };
  });
}

export function subscriptionsToXml(subscriptions: readonly Subscription[]): XmlContent {
  const rule = (Name: string, Value: string | undefined) => (Value === undefined ? [] : [{ Name, Value }]);
  return {
    QueueConfiguration: subscriptions.map(({ id, queueArn, events, prefix, suffix }) => {
      const FilterRule = [...rule('Prefix', prefix), ...rule('Suffix', suffix)];
      const Filter = FilterRule.length > 0 ? { S3Key: { FilterRule } } : undefined;
      return { Id: id, Queue: queueArn, Event: events, Filter };
    }),
  };
}

/** Subscriptions of a bucket as the store keeps them. */
export const storedSubscriptions = (document: string | undefined): readonly Subscription[] =>
  document === undefined ? [] : (JSON.parse(document) as readonly Subscription[]);
