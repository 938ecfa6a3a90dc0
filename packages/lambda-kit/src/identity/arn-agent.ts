const arnPattern = /^arn:[^:]+:(?:iam|sts)::(\d{12}):(.+)$/;
/** Kinds of principals as AWS names them. `agent` is none: nobody becomes an agent with a key by a principal's name. */
const kindPattern = /^(?:root$|(?:user|role|federated-user)\/.|assumed-role\/[^/]+\/.)/;

/** Account and principal of an ARN, without the session's name, so that every session of a role is the same agent. */
export function agentOfArn(arn: string): string | undefined {
  const [, account, resource] = arnPattern.exec(arn) ?? [];
  if (account === undefined || resource === undefined || !kindPattern.test(resource)) return undefined;
  const [, role] = /^assumed-role\/([^/]+)\/[^/]+$/.exec(resource) ?? [];
  return `${account}/${role === undefined ? resource : `role/${role}`}`;
}
