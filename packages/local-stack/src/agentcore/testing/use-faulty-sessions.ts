import { type OpenAgentCore, openAgentCore } from './open-agentcore.ts';

/** How the SDK words a connection that breaks before the answer begins, and within it. */
export const broken = /ECONNRESET|aborted/;

/** One Code Interpreter for a test file; each test has a session of its own, and no faults but those it arms. */
export function useFaultySessions() {
  const given = {} as { opened: OpenAgentCore; sessionId: string };
  beforeAll(async () => {
    given.opened = await openAgentCore();
  }, 60_000);
  afterAll(() => given.opened.close());
  beforeEach(async () => {
    given.opened.server.faults.clear();
    given.sessionId = await given.opened.start();
  });
  afterEach(async () => {
    given.opened.server.faults.clear();
    await given.opened.stop(given.sessionId);
  });
  return given;
}
