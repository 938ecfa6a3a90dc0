import type { Finding } from '../../analysis/rule.ts';
import type { PythonRule } from '../python-context.ts';
import { busyWaits } from '../resources/busy-waits.ts';

export const busyWait: PythonRule = {
  id: 'python.busy-wait',
  languages: ['python'],
  severity: 'medium',
  action: 'reject',
  category: 'resources',
  cwe: 400,
  threats: ['PY-RES-6'],
  examples: [
    {
      language: 'python',
      bad: `from datetime import datetime, timedelta

def handler(seconds: int) -> str:
    end = datetime.now() + timedelta(seconds=seconds)
    while datetime.now() < end:  # <- python.busy-wait
        pass
    return end.isoformat()`,
      good: `from datetime import datetime, timedelta

def handler(seconds: int) -> str:
    return (datetime.now() + timedelta(seconds=seconds)).isoformat()`,
    },
  ],
  summary: 'A loop that does nothing but look at the clock keeps the processor busy until the time is over.',
  suggestion: 'Compute the time instead of waiting for it; a tool that answers at once needs no pause.',
  *check(context): Generator<Finding> {
    for (const { test } of busyWaits(context))
      yield { span: context.spanOf(test), message: 'This loop only waits for the clock.' };
  },
};
