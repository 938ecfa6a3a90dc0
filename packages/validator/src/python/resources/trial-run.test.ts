import { defaultPolicy } from '@dtr/contracts';
import { createSourceText } from '../../analysis/source-text.ts';
import { parsePython } from '../parser/parse-python.ts';
import { createPythonContext } from '../python-context.ts';
import { trialRunOf } from './trial-run.ts';

function observe(code: string): string[] {
  const source = createSourceText(code);
  const context = createPythonContext(source, parsePython(source), defaultPolicy);
  return trialRunOf(context).observations.map(({ kind, node }) => `${kind} ${node.lineno}`);
}

/** Compound statements inside one another, as deep as CPython allows. */
function nested(head: (level: number) => string, body: string): string {
  const levels = Array.from({ length: 18 }, (_, level) => `${' '.repeat(level)}${head(level)}`);
  return [...levels, `${' '.repeat(18)}${body}`, ''].join('\n');
}

describe('a trial run', () => {
  it('sees what comes after a thousand other statements', () => {
    const filler = Array.from({ length: 1_000 }, (_, index) => `if a${index}:\n    b = ${index}\n`).join('');

    expect(observe(`${filler}c = [0] * 10 ** 10\n`)).toEqual(['allocation 2001']);
  });

  it('reports a place once, however often it is run', () => {
    const code = 'def fill(n):\n    return "x" * n\nfor n in (10 ** 9, 10 ** 10):\n    fill(10 ** 9)\nfill(10 ** 11)\n';

    expect(observe(code)).toEqual(['allocation 2']);
  });

  it.each([
    ['for', nested((level) => `for a${level} in b:`, 'x += 1')],
    ['while', nested((level) => `while c${level}.has_more():`, 'x += 1')],
    ['if', nested((level) => `if c${level}:`, 'x = 1')],
  ])('does not run nested `%s` again at every level', (_name, code) => {
    const start = performance.now();

    expect(observe(code)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('ends where functions call each other with arguments that it knows', () => {
    const calls = Array.from({ length: 500 }, (_, i) => `def f${i}(x):\n    return f${i + 1}(x + 1) + f${i + 1}(2)\n`);

    expect(observe(`${calls.join('')}y = f0(1)\n`)).toEqual([]);
  });
});
