import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { withoutUnusedSchemas } from './unused-schemas.ts';

/** Clients that most cold starts do without, and what the adapters use of them. */
const lazyPackages = {
  '@aws-sdk/client-bedrock-agentcore': [
    'BedrockAgentCoreClient',
    'InvokeCodeInterpreterCommand',
    'ListCodeInterpreterSessionsCommand',
    'ResourceNotFoundException',
    'StartCodeInterpreterSessionCommand',
    'StopCodeInterpreterSessionCommand',
    'ThrottlingException',
  ],
  '@aws-sdk/client-s3': [
    'S3Client',
    'DeleteObjectCommand',
    'GetObjectCommand',
    'HeadBucketCommand',
    'HeadObjectCommand',
    'ListObjectsV2Command',
    'PutObjectCommand',
  ],
  '@aws-sdk/client-lambda': ['LambdaClient', 'InvokeCommand'],
  '@aws-sdk/client-sqs': [
    'SQSClient',
    'ChangeMessageVisibilityCommand',
    'GetQueueAttributesCommand',
    'SendMessageCommand',
  ],
  '@aws-sdk/s3-request-presigner': ['getSignedUrl'],
} as const;

const lazyPackageNames: readonly string[] = Object.keys(lazyPackages);

/** Ways to credentials that a function in Lambda never goes: there they come from the environment. */
const unusedCredentialProviders: readonly string[] = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

/** What the main bundle of a function leaves out: what is loaded lazily, and what is never loaded. */
export const leftOut: readonly string[] = [...lazyPackageNames, ...unusedCredentialProviders];

const adaptersDir = join(import.meta.dirname, '..', '..');

export interface LazySdk {
  /** Path in the zip to path on disk: one bundle, and for each package the file that leads to it. */
  readonly files: Readonly<Record<string, string>>;
  readonly madeFrom: readonly string[];
}

/**
 * S3, Lambda, SQS, AgentCore and the presigner as a bundle of their own beside the main one. In the main bundle they would share modules with the
 * DynamoDB client, and shared modules that someone imports lazily are wrapped, which doubled the time of a cold start.
 * Packed by Brotli, which makes a zip a fifth of it smaller, and unpacked in some milliseconds when it is first wanted.
 */
export async function lazySdk(outDir: string): Promise<LazySdk> {
  const { path, madeFrom } = await sdkBundle(outDir);
  const entries = Object.entries(lazyPackages).map(([name, members]) => {
    const shim = join(outDir, `${name.replace('/', '-')}.js`);
    writeFileSync(shim, shimSource(members));
    return [`node_modules/${name}/index.js`, shim] as const;
  });
  const loader = join(outDir, 'sdk.js');
  writeFileSync(loader, loaderSource);
  return { files: { 'sdk.js': loader, 'sdk.js.br': path, ...Object.fromEntries(entries) }, madeFrom };
}

/** Written out member by member: an `import()` finds the names of a CommonJS module in its text, not by running it. */
const shimSource = (members: readonly string[]) =>
  `const sdk = require('../../../sdk.js');\n${members.map((name) => `exports.${name} = sdk.${name};\n`).join('')}`;

const loaderSource = `const packed = require('node:fs').readFileSync(__filename + '.br');
module._compile(require('node:zlib').brotliDecompressSync(packed).toString('utf8'), __filename);
`;

async function sdkBundle(outDir: string): Promise<{ readonly path: string; readonly madeFrom: readonly string[] }> {
  const lines = Object.entries(lazyPackages).map(
    ([name, exports]) => `export { ${exports.join(', ')} } from '${name}';`,
  );
  mkdirSync(outDir, { recursive: true });
  const { metafile, outputFiles } = await build({
    absWorkingDir: adaptersDir,
    stdin: { contents: lines.join('\n'), resolveDir: adaptersDir },
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    external: [...unusedCredentialProviders],
    plugins: [withoutUnusedSchemas],
    metafile: true,
    logLevel: 'warning',
  });
  const path = join(outDir, 'sdk.js.br');
  writeFileSync(path, brotliCompressSync(outputFiles[0]?.contents ?? ''));
  return { path, madeFrom: Object.keys(metafile.inputs).map((input) => join(adaptersDir, input)) };
}
