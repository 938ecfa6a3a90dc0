import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { RawResponse } from './raw-request.ts';

interface ResponseObject {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, unknown>>;
}

export interface OpenApiDocument {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Record<string, ResponseObject> }>>>
  >;
  readonly [key: string]: unknown;
}

/** What the published OpenAPI document promises about answers. */
export interface Contract {
  readonly document: OpenApiDocument;
  /** What is wrong with an answer: its status, media type or body is not documented. `undefined`: nothing. */
  faultOf(method: string, path: string, response: RawResponse): string | undefined;
}

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');
const pointer = (...keys: readonly string[]) => `openapi#/${keys.map(escaped).join('/')}`;

/** Reads the document with ajv, which resolves its references; schemas are compiled when first needed. */
export function createContract(document: OpenApiDocument): Contract {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  ajv.addSchema(document, 'openapi');
  const validators = new Map<string, ValidateFunction>();
  const validatorOf = (ref: string) => {
    const known = validators.get(ref) ?? ajv.compile({ $ref: ref });
    validators.set(ref, known);
    return known;
  };

  function bodyFault(place: readonly string[], response: RawResponse, content: Readonly<Record<string, unknown>>) {
    const mediaType = response.headers['content-type']?.split(';')[0]?.trim() ?? '';
    if (!(mediaType in content)) return `content type "${mediaType}" is not documented`;
    if (!/[/+]json$/.test(mediaType)) return undefined;
    const validate = validatorOf(pointer(...place, 'content', mediaType, 'schema'));
    if (validate(parsed(response.text))) return undefined;
    return `body: ${ajv.errorsText(validate.errors)}: ${response.text.slice(0, 500)}`;
  }

  return {
    document,
    faultOf(method, path, response) {
      const template = matchingPath(Object.keys(document.paths), path);
      const operation = template && document.paths[template]?.[method.toLowerCase()];
      if (!template || !operation) return undefined;
      const status = String(response.status);
      const found = operation.responses[status];
      if (!found) return `status ${status} is not documented: ${response.text.slice(0, 500)}`;
      const place = found.$ref
        ? found.$ref.slice('#/'.length).split('/').map(unescaped)
        : ['paths', template, method.toLowerCase(), 'responses', status];
      const content = place.reduce<unknown>(memberOf, document) as ResponseObject;
      if (content.content === undefined) return response.text === '' ? undefined : `a body where none is documented`;
      return bodyFault(place, response, content.content);
    },
  };
}

const unescaped = (key: string) => key.replaceAll('~1', '/').replaceAll('~0', '~');
const memberOf = (value: unknown, key: string) => (value as Record<string, unknown> | undefined)?.[key];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Static segments win over variables, as at API Gateway. */
function matchingPath(templates: readonly string[], path: string): string | undefined {
  const matches = templates.filter((template) => {
    const form = template.replace(/[.+*?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+');
    return new RegExp(`^${form}$`).test(path);
  });
  return matches.sort((left, right) => left.split('{').length - right.split('{').length)[0];
}
