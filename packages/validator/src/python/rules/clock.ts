import { ambientUses, isClock } from '../ambient.ts';
import type { PythonRule } from '../python-context.ts';

export const clock: PythonRule = {
  id: 'python.clock',
  languages: ['python'],
  severity: 'low',
  action: 'off',
  category: 'determinism',
  examples: [
    {
      language: 'python',
      bad: `from datetime import datetime, UTC

def handler(since: str) -> float:
    return (datetime.now(UTC) - datetime.fromisoformat(since)).total_seconds()  # <- python.clock
`,
      good: `from datetime import datetime

def handler(since: str, until: str) -> float:
    return (datetime.fromisoformat(until) - datetime.fromisoformat(since)).total_seconds()
`,
    },
  ],
  summary: 'A tool that reads the clock gives another result each time, so it cannot be checked or repeated.',
  suggestion: 'Take the moment as a parameter of the entry point, as an ISO 8601 text.',
  check: (context) => ambientUses(context, isClock, 'reads the clock'),
};
