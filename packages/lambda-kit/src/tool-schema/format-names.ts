/**
 * Formats that are checked. All of them are tested by linear patterns or by plain code, on strings of bounded length; `regex`,
 * `uri-template` and the international forms are left out because the checks there are can be made slow or are not exact.
 */
export const formatNames: ReadonlySet<string> = new Set([
  'date-time',
  'date',
  'time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uri',
  'uri-reference',
  'uuid',
  'json-pointer',
  'relative-json-pointer',
]);
