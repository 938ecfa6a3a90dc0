import type { Language } from '@dtr/contracts';
import type { Beside, RuleExample, RuleMeta } from '../analysis/rule.ts';
import { type ThreatId, threats } from '../threats.ts';

const groups: readonly (readonly [prefix: string, title: string])[] = [
  ['text', 'The raw text of the code'],
  ['words', 'Words and schemas beside the code'],
  ['syntax', 'Syntax'],
  ['entry', 'The entry point'],
  ['schema', 'Schema against code'],
  ['python', 'Python'],
  ['javascript', 'JavaScript and TypeScript'],
  ['typescript', 'TypeScript alone'],
  ['analysis', 'The analysis itself'],
];
const actions = { reject: '`reject`', warn: '`warn`', off: '`off`, unless a policy asks' } as const;

/** `docs/rules.md`: every rule with what, why and how to mend, and every threat with the rules against it. */
export function rulesPage(rules: readonly RuleMeta[]): string {
  const known = [...new Map(rules.map((rule) => [rule.id, rule])).values()];
  return [
    '# Rules of the validator',
    '',
    `Written by \`make rules\` from the rules themselves: ${known.length} rules against ${Object.keys(threats).length} threats, which are listed at the end.`,
    '',
    'A policy switches rules by id; what it leaves out stays as the rule says of itself. Rules marked *fixed* cannot be',
    'switched, because the others rest on them.',
    '',
    '```json',
    '{ "rules": { "python.endless-loop": { "action": "warn", "severity": "low" }, "text.secret": { "action": "reject" } } }',
    '```',
    '',
    'In the samples, characters that cannot be seen are written as `\\u{…}`. What stands beside the code (schemas, words) is',
    'shown below it.',
    '',
    ...groups.flatMap(([prefix, title]) =>
      groupOf(
        title,
        known.filter(({ id }) => id.startsWith(`${prefix}.`)),
      ),
    ),
    ...threatTable(known),
  ].join('\n');
}

function threatTable(rules: readonly RuleMeta[]): string[] {
  const rows = (Object.keys(threats) as ThreatId[]).map((threat) => {
    const against = rules.filter((rule) => rule.threats?.includes(threat)).map(({ id }) => linkTo(id));
    return `| ${threat} | ${threats[threat]} | ${against.join(', ')} |`;
  });
  return ['## Threats', '', '| id | what the code does | rules against it |', '| --- | --- | --- |', ...rows, ''];
}

const linkTo = (id: string) => `[${id}](#${id.replaceAll('.', '')})`;

function groupOf(title: string, rules: readonly RuleMeta[]): string[] {
  if (rules.length === 0) return [];
  const sorted = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return [`## ${title}`, '', ...sorted.flatMap(sectionOf)];
}

function sectionOf(rule: RuleMeta): string[] {
  return [
    `### ${rule.id}`,
    '',
    factsOf(rule),
    '',
    rule.summary,
    '',
    `**Instead:** ${rule.suggestion}`,
    '',
    ...(rule.examples ?? []).flatMap(exampleOf),
  ];
}

function factsOf({ severity, action, isFixed, cwe, languages, threats: ids = [] }: RuleMeta): string {
  const weakness = cwe === undefined ? [] : [`[CWE-${cwe}](https://cwe.mitre.org/data/definitions/${cwe}.html)`];
  const spoken = languages.length === 3 ? 'every language' : languages.join(', ');
  return [`*${severity}*`, actions[action] + (isFixed ? ', fixed' : ''), spoken, ...weakness, ...ids].join(' · ');
}

function exampleOf({ language, bad, good, besideBad, besideGood }: RuleExample): string[] {
  return [...shown('Refused', language, bad, besideBad), ...shown('Accepted', language, good, besideGood)];
}

function shown(title: string, language: Language, code: string, beside: Beside | undefined): string[] {
  const draft = beside ? ['', 'beside', '', ...fenced('json', JSON.stringify(beside, null, 2))] : [];
  return [`${title}:`, '', ...fenced(language, code), ...draft, ''];
}

/** Marks are for the tests; what cannot be seen is written as an escape. */
function fenced(language: string, code: string): string[] {
  const shown = code
    .replaceAll(/[ \t]*(?:#|\/\/) <- .*$/gm, '')
    .replaceAll(/[^\t\n\P{C}]|[\u2028\u2029]/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`)
    .trim();
  const fence = shown.includes('```') ? '````' : '```';
  return [`${fence}${language}`, shown, fence];
}
