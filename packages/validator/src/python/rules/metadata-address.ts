import type { Finding } from '../../analysis/rule.ts';
import type { PythonRule } from '../python-context.ts';

/** The addresses with a path below them: a list of blocked addresses has none. */
const credentials =
  /(?:169\.254\.169\.254|169\.254\.170\.2|\[?fd00:ec2::254\]?|metadata\.google\.internal|100\.100\.100\.200)(?::\d+)?\/[\w.-]+/i;

export const metadataAddress: PythonRule = {
  id: 'python.metadata-address',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'host-access',
  cwe: 918,
  threats: ['PY-NET-3'],
  examples: [
    {
      language: 'python',
      bad: `URL = "http://169.254.169.254/latest/meta-data/iam/"  # <- python.metadata-address

def handler(role: str) -> dict:
    return {"url": URL + role}
`,
      good: `BLOCKED = {"169.254.169.254"}

def handler(host: str) -> bool:
    return host not in BLOCKED
`,
    },
  ],
  summary: 'The metadata service of a cloud hands out the credentials of the machine to whoever asks it.',
  suggestion: 'Leave the address out: a tool has no use for the credentials of its host.',
  *check({ tree, spanOf }): Generator<Finding> {
    for (const node of tree.nodesOf('Constant')) {
      const [found] = (typeof node.value === 'string' && credentials.exec(node.value)) || [];
      if (found !== undefined)
        yield { span: spanOf(node), message: `The text names the metadata service of a cloud: ${found}.` };
    }
  },
};
