/** One dependency as `GET /health` sees it. */
export interface HealthProbe {
  readonly name: string;
  /** Without a required dependency the service is unavailable; without another it is degraded. */
  readonly isRequired: boolean;
  /** Settles when the dependency answered; rejects, also on the signal, when it did not. */
  check(signal: AbortSignal): Promise<void>;
}
