import { type SigningOptions, signRequest } from '@dtr/client';
import { type RawRequest, sendRaw } from '../http/raw-request.ts';
import { type Connection, connect } from '../stack/connection.ts';
import { aDraft } from './drafts.ts';

const minutes = (count: number) => new Date(Date.now() + count * 60_000);

describe('a request whose signature is', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  const listing = (): RawRequest => ({
    method: 'GET',
    url: new URL('/tools?limit=1', stack.endpoints.api),
    headers: { 'x-amz-note': 'signed' },
  });
  const posting = (): RawRequest => ({
    method: 'POST',
    url: new URL('/tools', stack.endpoints.api),
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(JSON.stringify(aDraft())),
  });
  const sign = (request: RawRequest, options: Partial<SigningOptions> = {}) =>
    signRequest(request, { credentials: stack.planner.credentials, ...options });
  const send = async (request: RawRequest) => {
    const { status, text } = await sendRaw(request);
    return [status, text];
  };
  const forbidden = [403, '{"message":"Forbidden"}'];

  it('right passes', async () => {
    expect((await sendRaw(await sign(listing()))).status).toBe(200);
    expect((await sendRaw(await sign(posting()))).status).toBe(201);
  });

  it('missing or malformed is refused', async () => {
    expect(await send(listing())).toEqual(forbidden);
    expect(await send({ ...listing(), headers: { authorization: 'Bearer abc' } })).toEqual(forbidden);
    expect(await send({ ...listing(), headers: { authorization: 'AWS4-HMAC-SHA256 Credential=' } })).toEqual(forbidden);
  });

  it('made with another secret or an unknown key is refused', async () => {
    const { accessKeyId } = stack.planner.credentials;

    const forged = await sign(listing(), { credentials: { accessKeyId, secretAccessKey: 'guessed' } });
    const unknown = await sign(listing(), {
      credentials: { ...stack.planner.credentials, accessKeyId: 'AKIAUNKNOWN000000000' },
    });

    expect(await send(forged)).toEqual(forbidden);
    expect(await send(unknown)).toEqual(forbidden);
  });

  it('replayed later, or made ahead of time, is refused', async () => {
    expect(await send(await sign(listing(), { signingDate: minutes(-6) }))).toEqual(forbidden);
    expect(await send(await sign(listing(), { signingDate: minutes(6) }))).toEqual(forbidden);
    expect((await sendRaw(await sign(listing(), { signingDate: minutes(-4) }))).status).toBe(200);
  });

  it('for another service or region is refused', async () => {
    expect(await send(await sign(listing(), { service: 's3' }))).toEqual(forbidden);
    expect(await send(await sign(listing(), { region: 'eu-central-1' }))).toEqual(forbidden);
  });

  it('kept while method, path, query, header or body change is refused', async () => {
    const request = await sign(posting());
    const other = (path: string) => new URL(path, stack.endpoints.api);

    expect(await send({ ...request, url: other('/tools/validate') })).toEqual(forbidden);
    expect(await send({ ...request, url: other('/tools?limit=1') })).toEqual(forbidden);
    expect(await send({ ...request, method: 'PUT', url: other('/tools/tool-x') })).toEqual(forbidden);
    expect(await send({ ...request, body: new TextEncoder().encode('{}') })).toEqual(forbidden);
    const list = await sign(listing());
    expect(await send({ ...list, headers: { ...list.headers, 'x-amz-note': 'changed' } })).toEqual(forbidden);
  });
});
