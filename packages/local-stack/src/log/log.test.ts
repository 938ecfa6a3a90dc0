import { formatJson } from './format-json.ts';
import { formatTerminal } from './format-terminal.ts';
import { logFunctionLine } from './function-line.ts';
import { createLog, type LogEntry } from './log.ts';

const entry: LogEntry = {
  at: new Date('2026-11-21T10:20:30Z'),
  level: 'warn',
  source: 'http',
  message: 'GET /tools 503',
  fields: { ms: 12, reason: 'it "said" no', level: 'mine' },
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of them.
const plain = (text: string) => text.replace(/\u001b\[\d*m/g, '');

describe('the log', () => {
  it('writes JSON for machines, in which fields cannot pose as members of the entry', () => {
    expect(JSON.parse(formatJson(entry))).toEqual({
      time: '2026-11-21T10:20:30.000Z',
      level: 'warn',
      source: 'http',
      message: 'GET /tools 503',
      ms: 12,
      reason: 'it "said" no',
    });
  });

  it('writes one readable line for people', () => {
    expect(plain(formatTerminal(entry))).toMatch(
      /^\d\d:\d\d:30 http {9}GET \/tools 503 ms=12 reason="it \\"said\\" no" level=mine$/,
    );
  });

  it('leaves out what is below its level', () => {
    const lines: string[] = [];
    const log = createLog(
      (line) => lines.push(line),
      ({ message }) => message,
      'warn',
    );

    for (const level of ['debug', 'info', 'warn', 'error'] as const) log.write(level, 'x', level);

    expect(lines).toEqual(['warn\n', 'error\n']);
  });

  it.each([
    ['plain text', 'hello {', ['info', 'hello {', undefined]],
    [
      'a structured line',
      '{"level":"WARN","message":"slow","timestamp":"t","service":"s","ms":3}',
      ['warn', 'slow', { ms: 3 }],
    ],
    ['a level it does not know', '{"level":"CRITICAL","message":"gone"}', ['error', 'gone', {}]],
    ['metrics', '{"_aws":{},"Requests":1}', ['debug', 'metrics', { _aws: {}, Requests: 1 }]],
    ['broken JSON', '{"level":', ['info', '{"level":', undefined]],
    ['JSON without a message', '{"a":1}', ['info', '{"a":1}', { a: 1 }]],
  ])('passes on %s of a function', (_name, line, expected) => {
    const seen: unknown[] = [];

    logFunctionLine({ write: (level, _source, message, fields) => seen.push(level, message, fields) }, 'f', line);

    expect(seen).toEqual(expected);
  });
});
