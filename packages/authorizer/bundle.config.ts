import { leftOut } from '@dtr/adapters-aws/bundle';
import type { LambdaBundle } from '../../scripts/lambda-bundle.ts';

/** It speaks to the table alone: no other client of the SDK is ever loaded. */
const bundle: LambdaBundle = { external: leftOut };

// biome-ignore lint/style/noDefaultExport: the build reads the default export.
export default bundle;
