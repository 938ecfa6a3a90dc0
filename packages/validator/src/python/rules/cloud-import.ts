import { refusedImports } from '../module-imports.ts';
import type { PythonRule } from '../python-context.ts';

export const cloudImport: PythonRule = {
  id: 'python.cloud-import',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'host-access',
  cwe: 918,
  threats: ['PY-NET-3'],
  examples: [
    {
      language: 'python',
      bad: `import boto3  # <- python.cloud-import

def handler(bucket: str) -> list:
    return boto3.client("s3").list_objects_v2(Bucket=bucket)["Contents"]
`,
      good: `def handler(objects: list[dict]) -> int:
    return sum(entry["Size"] for entry in objects)
`,
    },
  ],
  summary: 'Cloud libraries act with the credentials of the account around the tool.',
  suggestion: 'Let the caller read the cloud resource and take its content as a parameter of the entry point.',
  check: (context) => refusedImports(context, 'cloud'),
};
