import { createServer } from 'node:http';
import { closeServer, listen } from '../net/listen.ts';
import { createClosers } from './closers.ts';
import { listenForApi } from './start-apis.ts';

describe('the port of an API', () => {
  const closers = createClosers();
  const taken = createServer();
  let port: number;
  beforeAll(async () => {
    port = await listen(taken, 0);
  });
  afterAll(async () => {
    await closers.closeAll();
    await closeServer(taken);
  });

  it('is the one that was asked for, or the variable is named that chooses another', async () => {
    await expect(listenForApi({ exactly: port, variable: 'KEY_PORT' }, closers)).rejects.toThrow(
      `Port ${port} is taken: set KEY_PORT to another one.`,
    );
  });

  it('is another one when the one that was liked is taken', async () => {
    const api = await listenForApi({ rather: port }, closers);

    expect(api.url).not.toBe(`http://127.0.0.1:${port}`);
    expect((await fetch(api.url)).status).toBe(503);
  });

  it('answers as soon as there is something to serve', async () => {
    const api = await listenForApi({ exactly: 0, variable: 'PORT' }, closers);
    api.serve((_request, response) => response.writeHead(204).end());

    expect((await fetch(api.url)).status).toBe(204);
  });
});
