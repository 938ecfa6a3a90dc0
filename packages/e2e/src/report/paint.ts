import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Colours for a person at a terminal; plain text for files, pipes and `NO_COLOR`. */
export interface Paint {
  good(text: string): string;
  bad(text: string): string;
  soft(text: string): string;
  strong(text: string): string;
  code(text: string): string;
}

export function createPaint(stream: NodeJS.WriteStream): Paint {
  const styled = (style: Style) => (text: string) => styleText(style, text, { stream, validateStream: true });
  return {
    good: styled('green'),
    bad: styled('red'),
    soft: styled('dim'),
    strong: styled('bold'),
    code: styled('cyan'),
  };
}
