import { emulatedGateFaults } from './emulated-gates.ts';
import type { TerraformFolder } from './folders.ts';
import { blocksOf } from './hcl-blocks.ts';
import { withTables } from './readme-tables.ts';
import { styleFaults } from './style-faults.ts';

const versions = `terraform {
  required_version = ">= 1.10.0, < 2.0.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}
`;
const variables = `variable "name" {
  description = "Name of it."
  type        = string

  validation {
    condition     = var.name != ""
    error_message = "name must not be empty."
  }
}
`;
const main = `resource "aws_sns_topic" "this" {
  name = var.name
}
`;
const outputs = `output "name" {
  description = "Name of it."
  value       = aws_sns_topic.this.name
}
`;

function aFolder(changes: Readonly<Record<string, string>> = {}): TerraformFolder {
  const files = {
    'main.tf': main,
    'outputs.tf': outputs,
    'variables.tf': variables,
    'versions.tf': versions,
    ...changes,
  };
  const sources = new Map(Object.entries(files).filter(([, text]) => text !== ''));
  const blocks = [...sources.values()].flatMap(blocksOf);
  const readme = withTables('# it', blocks);
  return { name: 'modules/it', dir: '', isModule: true, sources, blocks, readme, tests: 'run "x" {\n}\n' };
}

const faultsOf = (changes: Readonly<Record<string, string>>) => styleFaults(aFolder(changes)).join('\n');

describe('styleFaults', () => {
  it('has nothing to say of a complete module', () => {
    expect(styleFaults(aFolder())).toEqual([]);
  });

  it.each([
    ['a missing file', { 'outputs.tf': '' }, 'outputs.tf is missing'],
    [
      'a variable that takes anything',
      { 'variables.tf': 'variable "name" {\n  description = "N."\n  type        = string\n}\n' },
      'no validation',
    ],
    ['a variable without type', { 'variables.tf': 'variable "name" {\n  description = "N."\n}\n' }, 'has no type'],
    [
      'an output without description',
      { 'outputs.tf': 'output "name" {\n  value = var.name\n}\n' },
      'has no description',
    ],
    ['a variable that only checks itself', { 'main.tf': '' }, 'var.name is not used'],
    ['a local that nobody reads', { 'main.tf': `${main}\nlocals {\n  spare = 1\n}\n` }, 'local.spare is not used'],
    ['a look-up in a module', { 'main.tf': `${main}\ndata "aws_region" "this" {}\n` }, 'looks up aws_region'],
    ['a call of a sibling', { 'main.tf': `${main}\nmodule "s3" {\n  source = "../s3"\n}\n` }, 'calls module s3'],
    [
      'a provider in a module',
      { 'main.tf': `${main}\nprovider "aws" {\n  region = "x"\n}\n` },
      'configures no provider',
    ],
    ['count', { 'main.tf': main.replace('{\n', '{\n  count = 2\n') }, 'uses count'],
    ['a sole resource with a name', { 'main.tf': main.replace('this', 'topic') }, 'call it this'],
    [
      'a second provider',
      { 'versions.tf': `${versions}# source = "hashicorp/random"\n` },
      'hashicorp/random is one too many',
    ],
    ['any version', { 'versions.tf': versions.replace('>= 5.100.0, < 7.0.0', '>= 5') }, 'AWS provider'],
    ['another comment sign', { 'main.tf': `// no\n${main}` }, 'comment without #'],
  ])('finds %s', (_what, changes, fault) => {
    expect(faultsOf(changes)).toContain(fault);
  });

  it('finds tables that are not those of the code', () => {
    const folder = aFolder();

    expect(styleFaults({ ...folder, readme: folder.readme.replace('Name of it.', 'Another.') })).toEqual([
      'terraform/modules/it: the tables of README.md are not those of its code: make tf-format',
    ]);
  });
});

describe('withTables', () => {
  it('says of every input its type, default and meaning, and keeps what is around', () => {
    const blocks = blocksOf(
      'variable "vpc" {\n  description = "Where | how."\n  type = map(object({\n    ids  = set(string)\n    more = optional(list(object({ a = string })), [])\n  }))\n  default = {}\n}\n',
    );

    const readme = withTables(`${withTables('# it', blocks)}\nAfter.\n`, blocks);

    expect(readme).toContain('| `vpc` | `map(object { ids, more? })` | `{}`    | Where \\| how. |');
    expect(readme.startsWith('# it\n')).toBe(true);
    expect(readme.endsWith('\nAfter.\n')).toBe(true);
    expect(readme.match(/## Inputs/g)).toHaveLength(1);
  });
});

describe('emulatedGateFaults', () => {
  const gated = aFolder({ 'main.tf': main.replace('var.name', 'var.emulated ? "" : var.name') });
  const row = '| `modules/it`: `aws_sns_topic.this` | its name | moto |\n';

  it('finds gates that are not listed, and rows without a gate', () => {
    expect(emulatedGateFaults([gated], row)).toEqual([]);
    expect(emulatedGateFaults([gated], '').join()).toContain(
      'does not list the gate `modules/it`: `aws_sns_topic.this`',
    );
    expect(emulatedGateFaults([aFolder()], row).join()).toContain('lists a gate that is not there');
  });
});
