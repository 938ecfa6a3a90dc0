/** An AWS access key. `sessionToken` belongs to temporary credentials only. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The key of an agent, for the service's second address. */
export interface KeyCredentials {
  readonly bearer: string;
}
