import { aRequest } from '../../testing/a-request.ts';
import { validate } from '../../validate.ts';
import { scanTokens } from '../scan-tokens.ts';
import { findSecrets } from './find-secrets.ts';
import { secretsInCode } from './secrets-in-code.ts';

/** Written in parts, so that nobody takes this file for a leak. */
const random = (chars: number) => 'kQ7vTz2LmX9rWb4NsH8cJp3Y'.repeat(8).slice(0, chars);
const github = `ghp_${random(36)}`;

describe('a secret', () => {
  it.each([
    ['a GitHub token', `token = "${github}"`],
    ['an AWS access key', `id = "AKIA${'Z3VB7QXN4WZJ2T5M'}"`],
    ['a Google API key', `key=AIza${random(35)}`],
    ['a Stripe key', `# sk_live_${random(24)}`],
    ['an Anthropic key', `"sk-ant-api03-${random(60)}"`],
    ['a Slack token', `'xoxb-${'248172950481-'}${random(24)}'`],
    ['a JSON Web Token', `eyJ${random(20)}.eyJ${random(40)}.${random(40)}`],
    ['a private key', `-----BEGIN RSA ${'PRIVATE'} KEY-----\n${random(64)}\n-----END RSA`],
    ['a password in a URL', `postgres://app:${'rT9kLm2x'}@db.internal/shop`],
    ['a password or key', `password = "${'Tr0ub4dor&3x'}"`],
    ['a password or key', `const apiKey: string = '${random(20)}'`],
    ['a password or key', `{"client_secret": "${random(24)}"}`],
    ['a text that looks like a key', `pad = "${random(40)}"`],
  ])('is seen to be %s', (kind, text) => {
    expect(findSecrets(text)).toEqual([expect.objectContaining({ kind })]);
  });

  it.each([
    'digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"',
    'id = "123e4567-e89b-12d3-a456-426614174000"',
    'key = "AKIAIOSFODNN7EXAMPLE"',
    'password = "changeme"',
    'password = "xxxxxxxxxxxx"',
    'api_key = "your-api-key-here-1"',
    'token = f"{kind}:{value}"',
    'token_type = "authorization_code"',
    'password_label = "Your password, please: 8 characters"',
    'alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"',
    'alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"',
    'shuffled = "u4Fh9TgQzKp2XcWnVbLm7RsYd3Jx8AeC"',
    `picture = "iVBORw0KGgo${random(60)}"`,
    'text = "VGhpcyBpcyBqdXN0IGEgbG9uZyBzZW50ZW5jZSBpbiBiYXNlNjQu"',
    'url = "https://user:password@example.com/path"',
    'url = "https://example.com:8080/a@b"',
    'secret = compute_secret("salt")',
    'sha = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="',
  ])('is not: %s', (text) => {
    expect(findSecrets(text)).toEqual([]);
  });

  it.each([
    `token = "".join(["gh", "p_", "${random(18)}", "${random(40).slice(18, 36)}"])`,
    `token = "ghp_" + "${random(36)}"`,
  ])('is seen in pieces: %#', (code) => {
    expect(secretsInCode(code, scanTokens(code, 'python'))).toContainEqual(
      expect.objectContaining({ kind: 'a GitHub token, in pieces' }),
    );
  });

  it('takes no longer than its text is long', () => {
    const startedAt = performance.now();

    for (const text of ['a://b:', 'sk-', 'eyJ', 'secret="', '-----BEGIN PRIVATE KEY-----', 'AccountKey='])
      findSecrets(text.repeat(262_144 / text.length));

    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});

describe('a report', () => {
  it.each([
    `def handler(text: str, key: str = "${github}") -> str:\n    """Uses ${github}."""\n    return eval(text, "${github}")\n`,
    `import json\n\ndef handler(text: str) -> str:\n    return "{0.${github}}".format(text) + json.${github}("x")\n`,
    `def handler(text: str) -> str:\n    return getattr(text, "__${github}__") + "ghp_" + "${random(36)}" + open("${github}")\n`,
  ])('never shows the secret: %#', async (code) => {
    const response = await validate(aRequest('python', code));

    expect(response.violations.map(({ rule }) => rule)).toContain('text.secret');
    expect(JSON.stringify(response)).not.toContain(random(30));
  });

  it('keeps a parameter optional whose default is a secret', async () => {
    const { inferred } = await validate(
      aRequest('python', `def handler(text: str, key: str = "${github}") -> str:\n    return text + key\n`),
    );

    expect(inferred.parameters).toEqual({
      type: 'object',
      properties: { text: { type: 'string' }, key: { type: 'string' } },
      required: ['text'],
      additionalProperties: false,
    });
  });
});
