import { type ExecutorRequest, languages } from '@dtr/contracts';

const texts = ['executionId', 'code', 'entryPoint', 'inputJson'] as const;
const numbers = ['timeoutMs', 'memoryMb', 'outputBytes', 'logBytes'] as const;

/** The caller is our own service, so this finds a wrong deployment, not a wrong tool. Throws a `TypeError` that names the field. */
export function parseRequest(event: unknown): ExecutorRequest {
  const request = (event ?? {}) as Partial<ExecutorRequest>;
  for (const name of texts) if (typeof request[name] !== 'string') throw wrong(name, 'a string');
  for (const name of numbers)
    if (!Number.isInteger(request.limits?.[name])) throw wrong(`limits.${name}`, 'a whole number');
  if (!languages.some((language) => language === request.language))
    throw wrong('language', `one of ${languages.join(', ')}`);
  if (request.calling !== 'named' && request.calling !== 'object') throw wrong('calling', 'named or object');
  if (!Array.isArray(request.parameterNames)) throw wrong('parameterNames', 'a list of names');
  return request as ExecutorRequest;
}

function wrong(field: string, accepted: string): TypeError {
  return new TypeError(`The payload's ${field} must be ${accepted}.`);
}
