import { banner } from './banner.ts';
import type { LocalStack } from './start-local-stack.ts';

const stack = {
  endpoints: { api: 'http://127.0.0.1:8787', keyApi: 'http://127.0.0.1:8788', agentcore: 'http://127.0.0.1:8790' },
  dataDir: '/home/me/project/.local',
  credentialsFile: '/home/me/project/.local/credentials',
  region: 'us-east-1',
} as LocalStack;

describe('the banner', () => {
  it('says what to type next, with paths from where its reader is', () => {
    const text = banner(stack, '/home/me/project');

    expect(text).toContain('http://127.0.0.1:8787/docs');
    expect(text).toContain('For keys   http://127.0.0.1:8788');
    expect(text).toContain('AgentCore  http://127.0.0.1:8790');
    expect(text).toContain('read -r key secret < ".local/keys/planner"');
    expect(text).toContain(
      'curl --aws-sigv4 "aws:amz:us-east-1:execute-api" --user "$key:$secret" http://127.0.0.1:8787/tools',
    );
    expect(text).toContain(
      'export AWS_SHARED_CREDENTIALS_FILE="/home/me/project/.local/credentials" AWS_PROFILE=planner AWS_REGION=us-east-1',
    );
  });

  it('gives whole paths to a folder that lies elsewhere', () => {
    expect(banner(stack, '/home/me/other')).toContain('< "/home/me/project/.local/keys/planner"');
  });
});
