import type { TerraformFolder } from './folders.ts';
import { type Plan, policyFaults } from './policy-faults.ts';
import type { Terraform } from './terraform-command.ts';

export interface FolderReport {
  readonly name: string;
  readonly runs: number;
  readonly assertions: number;
  readonly faults: readonly string[];
  /** What its tests planned, by the name of the run. */
  readonly plans: readonly NamedPlan[];
}

export interface NamedPlan {
  readonly name: string;
  readonly plan: Plan;
}

interface TestMessage {
  readonly type: string;
  readonly '@testrun'?: string;
  readonly diagnostic?: { readonly severity: string; readonly summary: string; readonly detail: string };
  readonly test_run?: { readonly run: string; readonly progress: string; readonly status?: string };
  readonly test_plan?: Plan;
}

/** `init`, `validate` and `test` of one folder, in a copy of it, since Terraform leaves files behind. */
export async function testFolder(terraform: Terraform, folder: TerraformFolder, dir: string): Promise<FolderReport> {
  const nothing = { name: folder.name, runs: 0, assertions: 0, plans: [] };
  for (const args of [['init', '-backend=false', '-input=false'], ['validate']]) {
    const { code, stdout, stderr } = await terraform.run(dir, ...args, '-no-color');
    if (code !== 0) return { ...nothing, faults: [`terraform ${args[0]}: ${stderr || stdout}`] };
  }
  const messages: TestMessage[] = [];
  const detail = hasPlansToRead(folder) ? ['-verbose'] : [];
  const code = await terraform.stream((line) => messages.push(parseMessage(line)), dir, 'test', '-json', ...detail);
  const ended = messages.flatMap(({ test_run: run }) => (run?.progress === 'complete' ? [run] : []));
  const plans = messages.flatMap(({ '@testrun': name = '', test_plan: plan }) => (plan ? [{ name, plan }] : []));
  const faults = [...runFaults(messages), ...new Set(plans.flatMap(({ plan }) => policyFaults(plan)))];
  return {
    name: folder.name,
    runs: ended.length,
    assertions: assertionsIn(folder.tests),
    faults: code === 0 || faults.length > 0 ? faults : [`terraform test ended with ${code}`],
    plans,
  };
}

/** Whether its plans hold rights or templates. Printing a plan takes a third as long again as making it. */
function hasPlansToRead({ blocks }: TerraformFolder): boolean {
  return blocks.some(
    ({ kind, labels: [label = ''] }) =>
      kind === 'module' || (kind === 'resource' && label.startsWith('aws_iam_')) || label === 'template_json',
  );
}

/** Without the provider's schema, which comes with every plan and is a thousand times as long. What was refused has a plan without resources: none. */
function parseMessage(line: string): TestMessage {
  const { test_plan: plan, ...message } = JSON.parse(line) as TestMessage;
  if (!plan?.resource_changes) return message;
  return { ...message, test_plan: { resource_changes: plan.resource_changes } };
}

function runFaults(messages: readonly TestMessage[]): string[] {
  return messages.flatMap((message) => {
    const { diagnostic, test_run: run } = message;
    if (diagnostic?.severity === 'error')
      return [`${message['@testrun'] ?? ''}: ${diagnostic.summary}: ${diagnostic.detail}`];
    return run?.progress === 'complete' && run.status !== 'pass' ? [`${run.run}: ${run.status}`] : [];
  });
}

/** Conditions that are asserted, and variables and resources that are expected to refuse. */
function assertionsIn(tests: string): number {
  const refusals = [...tests.matchAll(/expect_failures = \[([^\]]*)\]/g)].flatMap(
    ([, list = '']) => list.match(/[\w.]+/g) ?? [],
  );
  return (tests.match(/^ {2}assert \{$/gm)?.length ?? 0) + refusals.length;
}

/** Distinct CloudFormation templates that plans render. */
export function templatesOf(plans: readonly NamedPlan[]): readonly string[] {
  const stacks = plans.flatMap(({ plan }) => plan.resource_changes ?? []);
  const templates = stacks.map(({ change }) => change.after?.template_body);
  return [...new Set(templates.filter((template) => typeof template === 'string'))];
}
