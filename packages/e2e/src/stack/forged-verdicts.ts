import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { ToolDraft, ValidationReport } from '@dtr/contracts';
import type { Connection } from './connection.ts';

const bucket = { Bucket: 'dtr-local-artifacts' };

/** Stands in for a validator that is wrong: its cached verdicts are ours to write, with the operator's keys. */
export interface VerdictForge {
  /** Has the service accept code with these words that the validator would refuse. Both must be new to it. */
  accept(draft: ToolDraft): Promise<void>;
  close(): void;
}

export async function openVerdictForge({ endpoints, planner, credentialsOf }: Connection): Promise<VerdictForge> {
  const s3 = new S3Client({
    endpoint: endpoints.s3 ?? '',
    region: 'us-east-1',
    credentials: await credentialsOf('operator'),
    forcePathStyle: true,
  });
  const digestIn = (text: string) => /verdicts\/([0-9a-f]+\/[^/]+)\/([0-9a-f]+)-([0-9a-f]+)\.json/.exec(text) ?? [];

  /** The key of the verdict that the service has just cached for this draft. */
  async function keyOf(draft: ToolDraft): Promise<string> {
    const { body } = await planner.call<ValidationReport>('POST', '/tools/validate', { body: draft });
    const Prefix = `verdicts/${body.policy.digest.slice('sha256:'.length)}/`;
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(new ListObjectsV2Command({ ...bucket, Prefix, ContinuationToken }));
      const found = page.Contents?.find(({ Key }) => Key?.includes(`/${body.digest.slice('sha256:'.length)}-`));
      if (found?.Key) return found.Key;
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    throw new Error(`No verdict for ${body.digest} is cached.`);
  }

  return {
    async accept(draft) {
      const harmless = `function ${draft.entryPoint}() { return 1; } // ${draft.name}`;
      const goodKey = await keyOf({ ...draft, language: 'javascript', code: harmless, examples: [] });
      const badKey = await keyOf({ ...draft, description: 'Judged with other words.', examples: [] });
      const [, place, digest] = digestIn(badKey);
      const [, , , words] = digestIn(goodKey);
      const { Body } = await s3.send(new GetObjectCommand({ ...bucket, Key: goodKey }));
      const Key = `verdicts/${place}/${digest}-${words}.json`;
      await s3.send(new PutObjectCommand({ ...bucket, Key, Body: (await Body?.transformToString()) ?? '' }));
    },
    close: () => s3.destroy(),
  };
}
