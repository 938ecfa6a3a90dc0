import type { TerraformFolder } from './folders.ts';
import { attributeOf, type Block, hasBlock, textOf } from './hcl-blocks.ts';
import { withTables } from './readme-tables.ts';

const standardFiles = ['main.tf', 'outputs.tf', 'variables.tf', 'versions.tf'];
/** What a module is given instead of looking it up, so that its plan needs no account. */
const lookUps = /^aws_(caller_identity|region|partition|availability_zones|ssm_parameter)$/;

/** What the linters of larger tool sets would say, for every folder: complete, described, checked, nothing unused. */
export function styleFaults(folder: TerraformFolder): readonly string[] {
  return [
    ...fileFaults(folder),
    ...folder.blocks.flatMap((block) => interfaceFaults(block)),
    ...unusedFaults(folder),
    ...providerFaults(folder),
    ...(folder.isModule ? moduleFaults(folder) : []),
  ].map((fault) => `terraform/${folder.name}: ${fault}`);
}

function fileFaults({ sources, readme, tests, blocks }: TerraformFolder): string[] {
  return [
    ...standardFiles.filter((name) => !sources.has(name)).map((name) => `${name} is missing`),
    ...(readme === '' ? ['README.md is missing'] : []),
    ...(tests === '' ? ['tests/*.tftest.hcl is missing'] : []),
    ...(readme === withTables(readme, blocks)
      ? []
      : ['the tables of README.md are not those of its code: make tf-format']),
    ...[...sources].flatMap(([name, text]) =>
      /^\s*(\/\/|\/\*)/m.test(text) ? [`${name} has a comment without #`] : [],
    ),
  ];
}

function interfaceFaults(block: Block): string[] {
  const name = block.labels.join('.');
  if (block.kind === 'output') return textOf(block, 'description') ? [] : [`output ${name} has no description`];
  if (block.kind !== 'variable') return [];
  const type = attributeOf(block, 'type');
  return [
    ...(type === undefined || type === 'any' ? [`variable ${name} has no type`] : []),
    ...(textOf(block, 'description') ? [] : [`variable ${name} has no description`]),
    // A bool can only be right.
    ...(type === 'bool' || hasBlock(block, 'validation')
      ? []
      : [`variable ${name} takes anything: it has no validation`]),
  ];
}

function unusedFaults({ blocks }: TerraformFolder): string[] {
  const variables = blocks.filter(({ kind }) => kind === 'variable');
  const locals = blocks
    .filter(({ kind }) => kind === 'locals')
    .flatMap(({ body }) => [...body.matchAll(/^ {2}(\w+) +=/gm)].map((match) => `local.${match[1]}`));
  const isUsed = (name: string, definition?: Block) =>
    blocks.some((block) => block !== definition && isNamedIn(block.body, name));
  return [
    // A variable's own validation is no use of it; that of another is.
    ...variables.filter((block) => !isUsed(`var.${block.labels[0]}`, block)).map(({ labels }) => `var.${labels[0]}`),
    ...locals.filter((name) => !isUsed(name)),
  ].map((name) => `${name} is not used`);
}

const isNamedIn = (text: string, name: string) => new RegExp(`\\b${name.replace('.', '\\.')}\\b`).test(text);

function providerFaults({ sources }: TerraformFolder): string[] {
  const versions = sources.get('versions.tf') ?? '';
  const providers = [...versions.matchAll(/source += "([^"]+)"/g)].map((match) => match[1]);
  return [
    ...(/required_version = ">= 1\.10\.0, < 2\.0\.0"/.test(versions)
      ? []
      : ['versions.tf must ask for Terraform >= 1.10.0, < 2.0.0']),
    ...(/version += ">= 5\.100\.0, < 7\.0\.0"/.test(versions)
      ? []
      : ['versions.tf must ask for the AWS provider >= 5.100.0, < 7.0.0']),
    ...providers.filter((source) => source !== 'hashicorp/aws').map((source) => `provider ${source} is one too many`),
  ];
}

function moduleFaults({ blocks, sources }: TerraformFolder): string[] {
  const resources = blocks.filter(({ kind }) => kind === 'resource');
  const count = (type: string | undefined) => resources.filter(({ labels }) => labels[0] === type).length;
  return [
    ...blocks.flatMap(({ kind, labels: [label = ''] }) => {
      if (kind === 'provider') return ['a module configures no provider: the root does'];
      if (kind === 'module') return [`calls module ${label}: a module never calls a sibling`];
      return kind === 'data' && lookUps.test(label) ? [`looks up ${label}: have it passed in`] : [];
    }),
    ...resources
      .filter(({ labels: [type, name] }) => count(type) === 1 && name !== 'this')
      .map(({ labels }) => `${labels.join('.')} is the sole resource of its type: call it this`),
    ...[...sources].flatMap(([name, text]) =>
      /^ +count +=/m.test(text) ? [`${name} uses count: for_each over a map`] : [],
    ),
  ];
}
