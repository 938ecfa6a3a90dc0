/** A format that a provider gives its secrets. */
export interface SecretFormat {
  readonly name: string;
  readonly pattern: RegExp;
}

const format = (name: string, pattern: string): SecretFormat => ({
  name,
  pattern: new RegExp(`(?<![A-Za-z0-9_])(?:${pattern})(?![A-Za-z0-9])`, 'g'),
});

/** Each begins with a fixed text, so that searching stays linear. */
export const secretFormats: readonly SecretFormat[] = [
  format('an AWS access key', '(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}|(?:AKIA|ASIA)[A-Z0-9]{16}'),
  format('a Google API key', 'AIza[\\w-]{35}'),
  format('a Google OAuth secret', 'GOCSPX-[\\w-]{20,40}|ya29\\.[\\w-]{30,400}'),
  format('a GitHub token', 'gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\\w{22,255}'),
  format('a GitLab token', 'gl(?:pat|dt|rt|ptt|soat)-[\\w-]{20,64}'),
  format('a Slack token', 'xox[abeoprs]-[A-Za-z0-9-]{10,250}|xapp-\\d-[A-Za-z0-9-]{10,250}'),
  format('a Slack webhook', 'hooks\\.slack\\.com/(?:services|workflows)/[A-Za-z0-9/]{20,90}'),
  format('a Discord webhook', 'discord(?:app)?\\.com/api/webhooks/\\d{10,25}/[\\w-]{30,100}'),
  format('a Stripe key', '(?:sk|rk)_live_[A-Za-z0-9]{16,250}|whsec_[A-Za-z0-9]{24,250}'),
  format('an Anthropic key', 'sk-ant-[\\w-]{20,250}'),
  format('an OpenAI key', 'sk-(?:proj-|svcacct-|admin-)?[\\w-]{32,250}'),
  format('a SendGrid key', 'SG\\.[\\w-]{16,64}\\.[\\w-]{16,64}'),
  format('a Twilio key', 'SK[0-9a-f]{32}'),
  format('a Mailgun key', 'key-[0-9a-f]{32}'),
  format('an npm token', 'npm_[A-Za-z0-9]{36}'),
  format('a PyPI token', 'pypi-[\\w-]{50,250}'),
  format('a Hugging Face token', 'hf_[A-Za-z0-9]{30,60}'),
  format('a DigitalOcean token', 'do[opr]_v1_[0-9a-f]{64}'),
  format('a Shopify token', 'shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}'),
  format('a Databricks token', 'dapi[0-9a-f]{32}'),
  format('a Vault token', 'hvs\\.[\\w-]{24,250}'),
  format('a Telegram bot token', '\\d{8,10}:AA[\\w-]{33}'),
  format('a JSON Web Token', 'eyJ[\\w-]{10,2000}\\.eyJ[\\w-]{10,4000}\\.[\\w-]{10,1000}'),
  format('an Azure storage key', 'AccountKey=[A-Za-z0-9+/]{60,100}={0,2}|SharedAccessKey=[A-Za-z0-9+/]{40,60}={0,2}'),
];

/** The head of a private key, and the lines below it. */
export const privateKey = /-----BEGIN (?:[A-Z]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----/g;

/** `postgres://user:password@host`: the password is the first group. */
export const urlPassword = /[a-z][a-z\d+.-]{1,20}:\/\/[^\s:/@'"`<>]{1,64}:([^\s/@'"`<>]{3,100})@[\w.-]/gi;

/** A name that says secret, then a text; the text is the first group. */
export const secretAssignment =
  /(?:passw(?:or)?d|passwd|pwd|passphrase|secret|token|api_?key|apikey|access_?key|private_?key|auth_?key|signing_?key|encryption_?key|credentials?)[A-Za-z0-9_]{0,20}["'`]?\s{0,4}(?::\s{0,4}[A-Za-z]{1,12}\s{0,4}=|[:=]=?)\s{0,4}[rbu]?["'`]([^"'`\s\\]{8,200})["'`]/gi;
