const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const LINE =
  /^(\S+) \S+ (\S+) \[(\d{2})\/(\w{3})\/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-]\d{2})(\d{2})\] "((?:[^"\\]|\\.)*)" (\d{3}) (\d+|-)(?: "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)")?$/;

const orNull = (text) => (text === undefined || text === '-' ? null : text);

function parseLine(line) {
  const match = LINE.exec(line.trim());
  const month = match ? MONTHS.indexOf(match[4]) + 1 : 0;
  if (!match || month === 0) return null;
  const [, host, user, day, , year, hour, minute, second, offsetHours, offsetMinutes, request] = match;
  const local = `${year}-${String(month).padStart(2, '0')}-${day}T${hour}:${minute}:${second}`;
  const [method, path] = request.split(' ');
  return {
    host,
    user: orNull(user),
    at: new Date(`${local}${offsetHours}:${offsetMinutes}`).toISOString(),
    method: path === undefined ? null : method,
    path: path ?? null,
    status: Number(match[12]),
    bytes: match[13] === '-' ? 0 : Number(match[13]),
    referrer: orNull(match[14]),
    agent: orNull(match[15]),
  };
}

/** Reads web server access logs (common and combined format) and sums them up. */
function parseAccessLog(text) {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const parsed = lines.map(parseLine);
  const entries = parsed.filter((entry) => entry !== null);
  const statuses = new Map();
  for (const { status } of entries) statuses.set(String(status), (statuses.get(String(status)) ?? 0) + 1);
  return {
    entries,
    statuses: Object.fromEntries([...statuses].sort()),
    bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0),
    unreadable: lines.filter((_, index) => parsed[index] === null),
  };
}
