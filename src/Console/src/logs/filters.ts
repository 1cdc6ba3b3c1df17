import type { paths } from '../api/types';

type LogQuery = NonNullable<paths['/api/conversation/logs']['get']['parameters']['query']>;

/** The filters of the log page, as they stand in its address. Empty means: not filtered. */
export interface LogFilters {
  q: string;
  user: string;
  channel: string;
  status: string;
  robeing: string;
  from: string;
  to: string;
}

const names = ['q', 'user', 'channel', 'status', 'robeing', 'from', 'to'] as const;

export function readFilters(params: URLSearchParams): LogFilters {
  return Object.fromEntries(names.map((name) => [name, params.get(name) ?? ''])) as unknown as LogFilters;
}

/** The address with one filter changed; everything else in it stays. */
export function withFilter(params: URLSearchParams, name: keyof LogFilters, value: string): URLSearchParams {
  const changed = new URLSearchParams(params);
  if (value === '') {
    changed.delete(name);
  } else {
    changed.set(name, value);
  }
  return changed;
}

export function withoutFilters(params: URLSearchParams): URLSearchParams {
  const changed = new URLSearchParams(params);
  names.forEach((name) => changed.delete(name));
  return changed;
}

export function countFilters(filters: LogFilters): number {
  return names.filter((name) => filters[name] !== '').length;
}

/** The days that a person picks are days of their own time zone; the server gets the instants. */
export function toQuery(filters: LogFilters): LogQuery {
  const from = startOfDay(filters.from, 0);
  // the last day counts too, and the server's end is exclusive
  const to = startOfDay(filters.to, 1);
  return {
    ...(filters.q.trim() === '' ? {} : { q: filters.q.trim() }),
    ...(filters.user.trim() === '' ? {} : { user_id: filters.user.trim() }),
    ...(filters.channel === '' ? {} : { channel: filters.channel }),
    ...(filters.status === '' ? {} : { status: filters.status }),
    ...(filters.robeing.trim() === '' ? {} : { robeing_id: filters.robeing.trim() }),
    ...(from === null ? {} : { from: from.toISOString() }),
    ...(to === null ? {} : { to: to.toISOString() }),
  };
}

function startOfDay(day: string, daysLater: number): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  return match === null ? null : new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + daysLater);
}

/** When a UUID version 7 was made: its first 48 bits are Unix milliseconds. Null for any other text. */
export function timeOfId(id: string): Date | null {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(id)
    ? new Date(parseInt(id.slice(0, 8) + id.slice(9, 13), 16))
    : null;
}
