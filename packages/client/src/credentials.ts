/** An AWS access key. `sessionToken` belongs to temporary credentials only. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}
