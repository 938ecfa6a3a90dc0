import { anEvent, errorOf } from '../testing/an-event.ts';
import { idempotencyKeyOf } from './idempotency-key.ts';

const sent = (value: string) => anEvent({ headers: { 'idempotency-key': value } });

describe('idempotencyKeyOf', () => {
  it('is undefined when the header was not sent', () => {
    expect(idempotencyKeyOf(anEvent())).toBeUndefined();
  });

  it('accepts 1 to 255 visible ASCII characters', () => {
    expect(idempotencyKeyOf(sent('!'))).toBe('!');
    expect(idempotencyKeyOf(sent('~'.repeat(255)))).toHaveLength(255);
  });

  it.each(['', 'a b', 'é', 'a\u0007', '~'.repeat(256)])('refuses %j', (key) => {
    expect(errorOf(() => idempotencyKeyOf(sent(key)))).toMatchObject({
      code: 'request.invalid',
      details: { errors: [{ pointer: '/headers/idempotency-key' }] },
    });
  });
});
