import { attributeOf, blocksOf, hasBlock, textOf } from './hcl-blocks.ts';

const source = `variable "queue" {
  description = "Says \\"hello\\" to = signs."
  type = object({
    arn  = string
    size = optional(number, 10)
  })
  default = null

  validation {
    condition     = var.queue != ""
    error_message = "No."
  }
}

data "aws_caller_identity" "this" {}

locals {
  one = 1
}
`;

describe('blocksOf', () => {
  it('finds every block at the top level, empty ones and ones without labels too', () => {
    expect(blocksOf(source).map(({ kind, labels }) => [kind, ...labels])).toEqual([
      ['variable', 'queue'],
      ['data', 'aws_caller_identity', 'this'],
      ['locals'],
    ]);
  });
});

describe('attributeOf', () => {
  const [block] = blocksOf(source);

  it('reads a value over several lines, and ends where it ends', () => {
    expect(block && attributeOf(block, 'type')).toBe(
      'object({\n    arn  = string\n    size = optional(number, 10)\n  })',
    );
    expect(block && attributeOf(block, 'default')).toBe('null');
  });

  it('reads attributes of the block itself, not of blocks inside', () => {
    expect(block && attributeOf(block, 'condition')).toBeUndefined();
    expect(block && hasBlock(block, 'validation')).toBe(true);
  });

  it('reads text without its quotes', () => {
    expect(block && textOf(block, 'description')).toBe('Says "hello" to = signs.');
  });
});
