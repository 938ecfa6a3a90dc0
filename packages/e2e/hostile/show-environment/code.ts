/** The region this runs in. */
export function showEnvironment(fallback: string): string {
  return process.env.AWS_REGION ?? fallback;
}
