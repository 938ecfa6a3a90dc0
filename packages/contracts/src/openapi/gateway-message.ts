import { objectSchema } from '../schema/schema-of.ts';

/** What API Gateway answers by itself, before or instead of the function. */
interface GatewayMessage {
  readonly message: string;
}

export const gatewayMessageSchema = objectSchema<GatewayMessage>({
  description: 'The answer of the gateway in front, when the request never reached the service.',
  examples: [{ message: 'Forbidden' }],
  required: { message: { type: 'string' } },
  optional: {},
});
