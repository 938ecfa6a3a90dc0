import { childrenNamed, childText } from '../xml/read-xml.ts';
import { keptConfiguration } from './kept-configuration.ts';

/** Lifecycle rules are kept, never applied: nothing expires here by itself. */
export const bucketLifecycle = keptConfiguration({
  kind: 'lifecycle',
  query: 'lifecycle',
  root: 'LifecycleConfiguration',
  absent: 'NoSuchLifecycleConfiguration',
  isValid: (element) => {
    const rules = childrenNamed(element, 'Rule');
    return rules.length > 0 && rules.every((rule) => ['Enabled', 'Disabled'].includes(childText(rule, 'Status') ?? ''));
  },
});
