import { refusedMembers } from '../member-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const hostIdentity: PythonRule = {
  id: 'python.host-identity',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'host-access',
  cwe: 526,
  threats: ['PY-ENV-1'],
  examples: [
    {
      language: 'python',
      bad: `import uuid

def handler() -> str:
    return str(uuid.uuid1())  # <- python.host-identity
`,
      good: `import uuid

def handler(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))
`,
    },
  ],
  summary: 'uuid.getnode, uuid1 and uuid6 tell the hardware address of the host.',
  suggestion: 'Use uuid.uuid4, uuid.uuid7 for sortable identifiers, or uuid.uuid5 for name-based ones.',
  check: (context) => refusedMembers(context, ({ family, way }) => family === 'identity' && way !== 'called'),
};
