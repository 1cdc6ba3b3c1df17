/** Numbers and times as people read them. The language is the console's, the time zone the browser's. */

export function formatNumber(value: number, language: string): string {
  return Math.abs(value) < 10_000
    ? new Intl.NumberFormat(language).format(value)
    : new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** "1.8" */
export function formatSeconds(milliseconds: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: milliseconds < 10_000 ? 1 : 0 }).format(
    milliseconds / 1_000,
  );
}

export function formatExact(time: Date, language: string): string {
  return new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(time);
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "방금", "3분 전", "5시간 전", then the date. */
export function formatRelative(time: Date, now: Date, language: string): string {
  const past = now.getTime() - time.getTime();
  const relative = new Intl.RelativeTimeFormat(language, {
    numeric: 'auto',
    style: language === 'ko' ? 'long' : 'short',
  });
  if (past < minute) {
    return language === 'ko' ? '방금' : 'now';
  }
  if (past < hour) {
    return relative.format(-Math.floor(past / minute), 'minute');
  }
  if (past < day) {
    return relative.format(-Math.floor(past / hour), 'hour');
  }
  if (past < 7 * day) {
    return relative.format(-Math.floor(past / day), 'day');
  }
  return new Intl.DateTimeFormat(language, {
    month: 'short',
    day: 'numeric',
    ...(time.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  }).format(time);
}
