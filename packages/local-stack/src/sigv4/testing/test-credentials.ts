/** The one caller that test servers trust. */
export const credentials = { accessKeyId: 'AKIDTEST', secretAccessKey: 'test-secret' };
const principalArn = 'arn:aws:iam::000000000000:user/tester';

export const findCredentials = (id: string) =>
  id === credentials.accessKeyId ? { secretAccessKey: credentials.secretAccessKey, principalArn } : undefined;
