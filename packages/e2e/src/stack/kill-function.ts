import { hasVariable, processFamily } from './process-family.ts';

/** `SIGKILL` to all processes of a function of the stacks in this process; how many there were. Throws where there is no `/proc`. */
export function killFunction(name: 'executor' | 'worker'): number {
  const processes = processFamily(process.pid).filter(({ pid }) =>
    hasVariable(pid, 'AWS_LAMBDA_FUNCTION_NAME', `dtr-local-${name}`),
  );
  for (const { pid } of processes) process.kill(pid, 'SIGKILL');
  return processes.length;
}
