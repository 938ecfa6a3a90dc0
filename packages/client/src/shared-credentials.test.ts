import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSharedCredentials } from './shared-credentials.ts';

const text = `# keys of this machine
[planner]
aws_access_key_id = AKIAPLANNER
aws_secret_access_key=abc/def+ghi=
region = us-east-1

; a temporary one
[ researcher ]
AWS_ACCESS_KEY_ID=ASIARESEARCHER
aws_secret_access_key = s
aws_session_token = t==
[half]
aws_access_key_id = AKIAHALF
`;

describe('readSharedCredentials', () => {
  let folder: string;
  let file: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dtr-client-'));
    file = join(folder, 'credentials');
    await writeFile(file, text);
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('reads the profile it is asked for', async () => {
    expect(await readSharedCredentials(file, 'planner')).toEqual({
      accessKeyId: 'AKIAPLANNER',
      secretAccessKey: 'abc/def+ghi=',
    });
  });

  it('reads session tokens, whatever the spacing and the case of the keys', async () => {
    expect(await readSharedCredentials(file, 'researcher')).toEqual({
      accessKeyId: 'ASIARESEARCHER',
      secretAccessKey: 's',
      sessionToken: 't==',
    });
  });

  it('names the profiles there are when the one asked for is missing', async () => {
    await expect(readSharedCredentials(file, 'operator')).rejects.toThrow('it has: planner, researcher, half');
  });

  it('refuses a profile without a secret', async () => {
    await expect(readSharedCredentials(file, 'half')).rejects.toThrow(
      'needs aws_access_key_id and aws_secret_access_key',
    );
  });
});
