import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The same small function everywhere: what differs is where it runs. */
export const pythonCode = [
  'import re',
  '',
  'def slugify(text: str, max_length: int = 80) -> str:',
  '    words = re.findall(r"[a-z0-9]+", text.lower())',
  '    return "-".join(words)[:max_length]',
  '',
].join('\n');

export const javascriptCode = [
  'function slugify(text, maxLength = 80) {',
  '  return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).join("-").slice(0, maxLength);',
  '}',
  '',
].join('\n');

export const text = 'A Title, with Words & Signs: 42 of them!';

/**
 * Puts the real interpreter first on the path: `python3` may be a slow script that chooses a version, which would make every ratio look
 * good. Gives whether there is one.
 */
export async function preferRealPython(): Promise<boolean> {
  const found = await run('python3', ['-I', '-c', 'import sys; print(sys.executable)']).catch(() => undefined);
  if (found) process.env.PATH = `${dirname(found.stdout.trim())}:${process.env.PATH}`;
  return found !== undefined;
}

/** A fresh process of the system's Python, as a script would start one. */
export const runPython = () =>
  run('python3', ['-I', '-c', `${pythonCode}\nimport json\nprint(json.dumps(slugify(${JSON.stringify(text)})))`]);

/** A fresh process of this Node. */
export const runNode = () =>
  run(process.execPath, ['-e', `${javascriptCode}\nconsole.log(JSON.stringify(slugify(${JSON.stringify(text)})))`]);
