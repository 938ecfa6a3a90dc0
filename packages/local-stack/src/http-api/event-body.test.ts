import fc from 'fast-check';
import { eventBody } from './event-body.ts';

const text = Buffer.from('{"a":"ü"}');

describe('the body of an event', () => {
  it.each([
    'application/json',
    'text/plain',
    'text/csv; charset=utf-8',
    'application/xml',
    'Application/JSON;charset="UTF-8"',
  ])('is text for %s', (type) => {
    expect(eventBody(text, type, undefined)).toEqual({ body: '{"a":"ü"}', isBase64Encoded: false });
  });

  it.each([
    'application/octet-stream',
    'application/x-www-form-urlencoded',
    'application/problem+json',
    'text/plain; charset=latin1',
    undefined,
  ])('is base64 for %s', (type) => {
    expect(eventBody(text, type, undefined)).toEqual({ body: text.toString('base64'), isBase64Encoded: true });
  });

  it('is base64 when it is compressed, whatever it is of', () => {
    expect(eventBody(text, 'application/json', 'gzip').isBase64Encoded).toBe(true);
  });

  it('is absent when it is empty', () => {
    expect(eventBody(Buffer.alloc(0), 'application/json', undefined)).toEqual({ isBase64Encoded: false });
  });

  it('never loses a byte, also of text that is not UTF-8', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.constantFrom('text/plain', 'image/png'), (bytes, type) => {
        const { body = '', isBase64Encoded } = eventBody(Buffer.from(bytes), type, undefined);

        expect([...Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')]).toEqual([...bytes]);
      }),
    );
  });
});
