import { readFile } from 'node:fs/promises';
import { writePrivateFile } from './write-file.ts';

/** Addresses of the running stack, as in `endpoints.json`. */
export interface Endpoints {
  readonly api: string;
  /** The second door: the same routes for the keys of agents. */
  readonly keyApi: string;
  readonly dynamodb: string;
  readonly s3: string;
  readonly sqs: string;
  readonly lambda: string;
  /** The Code Interpreter of AgentCore's data plane. */
  readonly agentcore: string;
}

export type PreferredPorts = (service: keyof Endpoints) => number | undefined;

/** The ports of the run before, so that addresses (and links that contain them) stay the same over a restart. */
export async function portsBefore(file: string): Promise<PreferredPorts> {
  const before: Partial<Endpoints> = await readFile(file, 'utf8').then(JSON.parse, () => ({}));
  return (service) => {
    const address = before[service];
    const port = address !== undefined && URL.canParse(address) ? Number(new URL(address).port) : 0;
    return port > 0 ? port : undefined;
  };
}

export const writeEndpoints = (file: string, endpoints: Endpoints): Promise<void> =>
  writePrivateFile(file, `${JSON.stringify(endpoints, undefined, 2)}\n`);
