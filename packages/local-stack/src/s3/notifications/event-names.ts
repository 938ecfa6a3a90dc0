/** The events we announce. */
export const eventNames = [
  'ObjectCreated:Put',
  'ObjectCreated:Post',
  'ObjectCreated:Copy',
  'ObjectCreated:CompleteMultipartUpload',
  'ObjectRemoved:Delete',
  'ObjectRemoved:DeleteMarkerCreated',
] as const;
export type S3EventName = (typeof eventNames)[number];

/** What a subscription may name: one event, or a family of them. */
export const subscribableEvents: readonly string[] = [
  ...eventNames.map((name) => `s3:${name}`),
  's3:ObjectCreated:*',
  's3:ObjectRemoved:*',
];

export const matchesEvent = (subscribed: string, name: S3EventName): boolean =>
  subscribed === `s3:${name}` || (subscribed.endsWith(':*') && `s3:${name}`.startsWith(subscribed.slice(0, -1)));
