import { keptConfiguration } from './kept-configuration.ts';

const SWITCHES = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];

/** Kept only: there is no public access here to block. */
export const publicAccessBlock = keptConfiguration({
  kind: 'publicAccessBlock',
  query: 'publicAccessBlock',
  root: 'PublicAccessBlockConfiguration',
  absent: 'NoSuchPublicAccessBlockConfiguration',
  isValid: ({ children }) =>
    children.every(({ name, text }) => SWITCHES.includes(name) && ['true', 'false'].includes(text.toLowerCase())),
});
