import { execFile } from 'node:child_process';
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

/** A fresh process of the system's Python, as a script would start one. */
export const runPython = () =>
  run('python3', ['-I', '-c', `${pythonCode}\nimport json\nprint(json.dumps(slugify(${JSON.stringify(text)})))`]);

/** A fresh process of this Node. */
export const runNode = () =>
  run(process.execPath, ['-e', `${javascriptCode}\nconsole.log(JSON.stringify(slugify(${JSON.stringify(text)})))`]);

export async function hasPython(): Promise<boolean> {
  return runPython().then(
    () => true,
    () => false,
  );
}
