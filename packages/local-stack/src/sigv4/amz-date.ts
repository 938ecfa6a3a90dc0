/** Epoch milliseconds of `20260101T000000Z`; `NaN` for anything else. */
export function amzDateMs(amzDate: string): number {
  return Date.parse(amzDate.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
