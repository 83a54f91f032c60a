/** The three forms of RFC 9110 §5.6.7, all case-sensitive and in UTC; the first is the one that is sent today. */
const FORMS = [
  // Sun, 06 Nov 1994 08:49:37 GMT
  /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat), (?<day>\d\d) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT$/,
  // Sunday, 06-Nov-94 08:49:37 GMT (RFC 850)
  /^(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day, (?<day>\d\d)-(?<month>[A-Z][a-z]{2})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) GMT$/,
  // Sun Nov  6 08:49:37 1994 (asctime of C)
  /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) (?<month>[A-Z][a-z]{2}) (?<day>\d\d| \d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/,
];

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/**
 * The time that a date of HTTP names, in milliseconds since 1970; `null` if the text is none.
 *
 * `now`, in the same unit, decides about the century where the year has two digits. Source: RFC 9110 §5.6.7.
 */
export function parseHttpDate(text: string, now = Date.now()): number | null {
  for (const form of FORMS) {
    const fields = form.exec(text)?.groups;
    if (!fields) continue;
    const year = Number(fields.year);
    return fields.year.length === 4
      ? timeIn(year, fields)
      : timeInCentury(year, fields, now);
  }
  return null;
}

/** What looks more than 50 years away belongs to the century before. */
function timeInCentury(
  year: number,
  fields: Record<string, string>,
  now: number,
): number | null {
  const today = new Date(now);
  const thisYear = today.getUTCFullYear();
  const century = thisYear - thisYear % 100;
  const time = timeIn(century + year, fields);
  const furthest = today.setUTCFullYear(thisYear + 50);
  return time !== null && time > furthest
    ? timeIn(century - 100 + year, fields)
    : time;
}

/** `null` for a 30 February or 25 o'clock. A leap second, 60, is the first of the next minute. */
function timeIn(
  year: number,
  { month, day, time }: Record<string, string>,
): number | null {
  const monthIndex = MONTHS.indexOf(month);
  const [hour, minute, second] = time.split(":").map(Number);
  if (monthIndex < 0 || hour > 23 || minute > 59 || second > 60) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, monthIndex, Number(day));
  if (date.getUTCDate() !== Number(day)) return null;
  return date.setUTCHours(hour, minute, second);
}
