import { fromFunction } from './gateway-response.ts';

const read = (value: unknown) => {
  const { status, headers, cookies, body } = fromFunction(Buffer.from(JSON.stringify(value)));
  return { status, headers, cookies, body: body.toString() };
};
const json = { 'content-type': 'application/json' };

describe('the answer of a function', () => {
  it('is taken as it is when it has a status', () => {
    const headers = { 'Content-Type': 'text/csv', 'X-Count': 3, 'X-Last': true };

    expect(read({ statusCode: 201, headers, cookies: ['a=1', 'b=2'], body: 'x,y' })).toEqual({
      status: 201,
      headers: { 'content-type': 'text/csv', 'x-count': '3', 'x-last': 'true' },
      cookies: ['a=1', 'b=2'],
      body: 'x,y',
    });
  });

  it('is plain text when it has a status but no content type', () => {
    expect(read({ statusCode: 200, body: 'hi' }).headers).toEqual({ 'content-type': 'text/plain;charset=UTF-8' });
  });

  it('is decoded when it says it is base64', () => {
    const { body } = fromFunction(Buffer.from('{"statusCode":200,"isBase64Encoded":true,"body":"/wA="}'));

    expect([...body]).toEqual([255, 0]);
  });

  it.each([
    ['an object', { hello: 1 }, '{"hello":1}'],
    ['a list', [1, 2], '[1,2]'],
    ['a number', 7, '7'],
    ['a text', 'hello', 'hello'],
    ['nothing', null, 'null'],
  ])('is the body of a 200 when it is %s without a status', (_name, value, body) => {
    expect(read(value)).toEqual({ status: 200, headers: json, cookies: [], body });
  });

  it.each([
    ['a status that is none', { statusCode: 'soon' }],
    ['a status of its own making', { statusCode: 999 }],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['headers with lists', { statusCode: 200, headers: { a: ['1'] } }],
    ['a header that ends its line', { statusCode: 200, headers: { a: 'b\r\nc: d' } }],
    ['a header name with a space', { statusCode: 200, headers: { 'a b': 'c' } }],
    ['cookies that are no list', { statusCode: 200, cookies: 'a=1' }],
  ])('is a 500 with %s', (_name, value) => {
    expect(read(value)).toEqual({
      status: 500,
      headers: json,
      cookies: [],
      body: '{"message":"Internal Server Error"}',
    });
  });

  it('cannot write the headers that belong to the connection', () => {
    const headers = { 'Content-Length': '1', 'Transfer-Encoding': 'chunked', Connection: 'close' };

    expect(read({ statusCode: 200, headers, body: 'abc' }).headers).toEqual({
      'content-type': 'text/plain;charset=UTF-8',
    });
  });
});
