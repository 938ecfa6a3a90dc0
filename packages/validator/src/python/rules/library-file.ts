import type { Finding } from '../../analysis/rule.ts';
import { refusedMembers } from '../member-uses.ts';
import type { PythonContext, PythonRule } from '../python-context.ts';

export const libraryFile: PythonRule = {
  id: 'python.library-file',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'host-access',
  cwe: 22,
  threats: ['PY-FS-3'],
  examples: [
    {
      language: 'python',
      bad: `import io

def handler(path: str) -> str:
    with io.open(path) as file:  # <- python.library-file
        return file.read()
`,
      good: `import io

def handler(content: str) -> str:
    with io.StringIO(content) as file:
        return file.readline()
`,
    },
  ],
  summary:
    'Some functions of allowed modules open files: io.open and FileIO beside StringIO, hashlib.file_digest, the search path of zoneinfo.',
  suggestion: 'Take the content as a parameter of the entry point; in memory use io.StringIO or io.BytesIO.',
  *check(context): Generator<Finding> {
    yield* refusedMembers(context, ({ family, way }) => family === 'file' && way !== 'called');
    yield* zoneFiles(context);
  },
};

const suggestion = 'Name zones by key, as in ZoneInfo("Europe/Berlin").';
/** A key becomes a path below the folder of zones. */
const outside = /^[/\\]|\.\./;

function* zoneFiles({ tree, paths, fold, spanOf }: PythonContext): Generator<Finding> {
  for (const node of tree.nodesOf('Attribute'))
    if (node.attr === 'from_file' && paths.pathOf(node.value) === 'zoneinfo.ZoneInfo')
      yield { span: spanOf(node), message: 'ZoneInfo.from_file reads a file.', suggestion };
  for (const { func, args, keywords } of tree.nodesOf('Call')) {
    const key = paths.pathOf(func) === 'zoneinfo.ZoneInfo' ? (args[0] ?? keywords[0]?.value) : undefined;
    const path = key && [...(fold(key) ?? [])].find((one) => outside.test(one));
    if (key && path !== undefined)
      yield { span: spanOf(key), message: `The zone ${path} is a path to a file.`, suggestion };
  }
}
