import { ambientUses, isRandomness } from '../ambient.ts';
import type { PythonRule } from '../python-context.ts';

export const randomness: PythonRule = {
  id: 'python.randomness',
  languages: ['python'],
  severity: 'low',
  action: 'off',
  category: 'determinism',
  cwe: 330,
  examples: [
    {
      language: 'python',
      bad: `import uuid

def handler(name: str) -> str:
    return f"{name}-{uuid.uuid4()}"  # <- python.randomness
`,
      good: `import uuid

def handler(name: str) -> str:
    return f"{name}-{uuid.uuid5(uuid.NAMESPACE_URL, name)}"
`,
    },
  ],
  summary:
    'A tool that draws random numbers or identifiers gives another result each time, so it cannot be checked or repeated.',
  suggestion:
    'Take the random value or the identifier as a parameter; for an identifier of content use uuid.uuid5 or hashlib.',
  check: (context) => ambientUses(context, isRandomness, 'differs from run to run'),
};
