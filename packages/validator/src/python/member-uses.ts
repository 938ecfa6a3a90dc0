import type { PolicyDocument } from '@dtr/contracts';
import type { Finding } from '../analysis/rule.ts';
import { isDunder } from './data/attributes.ts';
import { type MemberFamily, memberFamilyOf } from './data/member-families.ts';
import { adviceOn } from './data/module-advice.ts';
import { unchain } from './paths.ts';
import type { PythonContext } from './python-context.ts';
import type { PyNode } from './tree.ts';
import { withoutImport } from './unused-import.ts';

/** A name of an allowed module that tools may not use. */
interface RefusedMember {
  readonly node: PyNode;
  readonly module: string;
  readonly name: string;
  readonly way: 'read' | 'imported' | 'called';
  readonly path?: string;
}

/** What else a rule on members wants to know before it speaks. */
type Wanted = (member: { readonly family: MemberFamily; readonly way: RefusedMember['way'] }) => boolean;

/** The refused members of allowed modules; each family of them has a rule of its own. */
export function* refusedMembers(context: PythonContext, wants: Wanted): Generator<Finding> {
  for (const member of membersOf(context))
    if (wants({ family: memberFamilyOf(member.module, member.name), way: member.way }))
      yield findingOf(context, member);
}

const known = new WeakMap<PythonContext, readonly RefusedMember[]>();

function membersOf(context: PythonContext): readonly RefusedMember[] {
  const members = known.get(context) ?? [
    ...readMembers(context),
    ...importedMembers(context),
    ...matchedMembers(context),
    ...calledMembers(context),
  ];
  known.set(context, members);
  return members;
}

function* readMembers(context: PythonContext): Generator<RefusedMember> {
  const { tree, paths } = context;
  const imported = new Set(tree.nodesOf('Import').flatMap(({ names }) => names.map(({ name }) => name)));
  for (const node of tree.nodesOf('Attribute')) {
    const module = paths.pathOf(node.value);
    if (module === undefined || !isRefused(context, module, node.attr)) continue;
    // `import urllib.request` is refused where it stands, not at each use.
    if (imported.has(`${module}.${node.attr}`)) continue;
    const written = writtenPath(node);
    const path = written === `${module}.${node.attr}` ? {} : { path: `\`${written}\` = \`${module}.${node.attr}\`` };
    yield { node, module, name: node.attr, way: 'read', ...path };
  }
}

function isRefused({ paths }: PythonContext, module: string, name: string): boolean {
  return paths.isJudged(module) && !isDunder(name) && !paths.isAllowedMember(module, name);
}

function writtenPath(node: PyNode): string {
  const { root, attributes } = unchain(node);
  return [root.nodeType === 'Name' ? root.id : '…', ...attributes].join('.');
}

function* importedMembers(context: PythonContext): Generator<RefusedMember> {
  for (const { module = '', level, names } of context.tree.nodesOf('ImportFrom')) {
    if (level) continue;
    for (const node of names)
      if (node.name !== '*' && isRefused(context, module, node.name))
        yield { node, module, name: node.name, way: 'imported' };
  }
}

/** `match json: case object(codecs=c)` reads attributes of a module. */
function* matchedMembers(context: PythonContext): Generator<RefusedMember> {
  for (const { subject, cases } of context.tree.nodesOf('Match')) {
    const module = context.paths.pathOf(subject);
    if (module === undefined || !context.paths.isModule(module)) continue;
    for (const { pattern } of cases)
      if (pattern.nodeType === 'MatchClass')
        for (const name of pattern.kwd_attrs)
          if (isRefused(context, module, name)) yield { node: pattern, module, name, way: 'read' };
  }
}

/** Where a function that was imported by name is called. */
function* calledMembers({ tree, paths, scopes }: PythonContext): Generator<RefusedMember> {
  for (const { func } of tree.nodesOf('Call')) {
    const path = func.nodeType === 'Name' && scopes.bindingsOf(func) ? paths.pathOf(func) : undefined;
    if (path === undefined) continue;
    const [module, name] = [path.slice(0, path.lastIndexOf('.')), path.slice(path.lastIndexOf('.') + 1)];
    if (paths.isAllowedModule(module) && !paths.isAllowedMember(module, name))
      yield { node: func, module, name, way: 'called' };
  }
}

function findingOf(context: PythonContext, { node, module, name, path }: RefusedMember): Finding {
  const full = `${module}.${name}`;
  const suggestion = adviceOn(full) ?? namesByPolicy(module, context.policy);
  const fix = node.nodeType === 'Alias' ? withoutImport(context, node) : undefined;
  return {
    span: context.spanOf(node),
    message: messageOf(context, module, name),
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(path === undefined ? {} : { path }),
    ...(fix ? { fix } : {}),
  };
}

/** How many names of a policy's list are shown. */
const shownNames = 12;

/** What is left of a module that the policy narrows. */
function namesByPolicy(module: string, { name, allowedMembers }: PolicyDocument): string | undefined {
  const names = Object.hasOwn(allowedMembers, module) ? allowedMembers[module] : undefined;
  if (!names) return undefined;
  if (names.length === 0) return `The policy ${name} gives nothing of ${module}; do without it.`;
  const more = names.length > shownNames ? ` and ${names.length - shownNames} more` : '';
  return `Use what the policy ${name} gives of ${module}: ${names.slice(0, shownNames).join(', ')}${more}.`;
}

function messageOf({ policy }: PythonContext, module: string, name: string): string {
  const full = `${module}.${name}`;
  switch (memberFamilyOf(module, name)) {
    case 'module':
      return `${full} is another module that ${module} carries along; it is not part of ${module}.`;
    case 'file':
      return `${full} reaches files, which ${module} is allowed without.`;
    case 'annotations':
      return `${full} evaluates the text of annotations as code.`;
    case 'formatter':
      return `${full} formats templates that may read any attribute.`;
    case 'identity':
      return `${full} tells which host the tool runs on.`;
    case 'class-builder':
      return `${full} builds a class that cannot be read from the code.`;
    default:
      return Object.hasOwn(policy.allowedMembers, module)
        ? `${full} is not one of the names of ${module} that the policy ${policy.name} gives.`
        : `${full} is not one of the names of ${module} that tools may use.`;
  }
}
