import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { forbiddenGlobals } from '../data.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

export const forbiddenGlobal: ScriptRule = {
  id: 'javascript.forbidden-global',
  languages: scriptLanguages,
  severity: 'critical',
  action: 'reject',
  category: 'host-access',
  cwe: 693,
  summary:
    'Globals that run text as code, reach the network, files or processes, or stand for the whole global object are refused: called, passed, stored or aliased. A local variable of that name is fine.',
  suggestion: 'Compute from the input with ECMAScript built-ins.',
  *check({ scopes, globals }): Generator<Finding> {
    for (const node of scopes.free) {
      const forbidden = forbiddenGlobals.get(node.name);
      if (!forbidden || globals.has(node.name)) continue;
      const { reason, suggestion, cwe } = forbidden;
      yield { span: spanOf(node), message: `${node.name} ${reason}.`, suggestion, cwe };
    }
  },
};
