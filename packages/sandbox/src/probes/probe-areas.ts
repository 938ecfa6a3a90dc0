import { javascriptHostProbes, javascriptMemoryAndTimeProbes, javascriptNetworkProbes } from './javascript-probes.ts';
import {
  pythonFileProbes,
  pythonHostObjectProbes,
  pythonMemoryAndTimeProbes,
  pythonNetworkProbes,
  pythonProcessProbes,
} from './python-probes.ts';

/** All attempts to get out, by what they try to reach. Every way to run code is tried with every one of them. */
export const probeAreas = {
  'files, from Python': pythonFileProbes,
  'processes and environment, from Python': pythonProcessProbes,
  'the network, from Python': pythonNetworkProbes,
  'host objects, from Python': pythonHostObjectProbes,
  'memory and time, from Python': pythonMemoryAndTimeProbes,
  'the host, from JavaScript': javascriptHostProbes,
  'the network, from JavaScript': javascriptNetworkProbes,
  'memory and time, from JavaScript': javascriptMemoryAndTimeProbes,
} as const;
