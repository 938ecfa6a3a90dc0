/** Media types whose bodies arrive as text; found by trying them on HTTP APIs, the documentation does not list them. */
const TEXT_TYPES = /^(text\/[^;]+|application\/(json|xml|javascript))$/i;

export interface EventBody {
  /** Absent without a body. */
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

/**
 * The body as it stands in the event: text for the few text types, base64 for all others, also without a content type and
 * for compressed bodies. Text that is not UTF-8 comes as base64, so that no byte is lost on the way.
 */
export function eventBody(
  bytes: Buffer,
  contentType: string | undefined,
  contentEncoding: string | undefined,
): EventBody {
  if (bytes.length === 0) return { isBase64Encoded: false };
  const text = isText(contentType, contentEncoding) ? decoded(bytes) : undefined;
  return text === undefined
    ? { body: bytes.toString('base64'), isBase64Encoded: true }
    : { body: text, isBase64Encoded: false };
}

function isText(contentType = '', contentEncoding = 'identity'): boolean {
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim());
  const charset = parameters.find((parameter) => /^charset=/i.test(parameter));
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/i.test(charset);
  return TEXT_TYPES.test(type) && isUtf8 && contentEncoding === 'identity';
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
