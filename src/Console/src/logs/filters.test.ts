import { describe, expect, it } from 'vitest';
import { countFilters, readFilters, timeOfId, toQuery, withFilter, withoutFilters } from './filters';

const filters = (query: string) => readFilters(new URLSearchParams(query));

describe('toQuery', () => {
  it('leaves out what is not filtered', () => {
    expect(toQuery(filters('q=%20%20&open=x'))).toEqual({});
  });

  it('turns days of the local time zone into instants, the last day included', () => {
    const { from, to } = toQuery(filters('from=2026-11-01&to=2026-11-01'));
    expect(from).toBe(new Date(2026, 10, 1).toISOString());
    expect(to).toBe(new Date(2026, 10, 2).toISOString());
  });

  it('ignores a day that is none', () => {
    expect(toQuery(filters('from=yesterday'))).toEqual({});
  });

  it('passes the others by the names of the contract', () => {
    expect(toQuery(filters('q= 환불 &user=minsu&channel=web&status=failed&robeing=helper'))).toEqual({
      q: '환불',
      user_id: 'minsu',
      channel: 'web',
      status: 'failed',
      robeing_id: 'helper',
    });
  });
});

describe('withFilter', () => {
  it('changes one and keeps the rest of the address', () => {
    const params = new URLSearchParams('q=환불&open=x');
    expect(withFilter(params, 'user', 'minsu').toString()).toBe(
      new URLSearchParams('q=환불&open=x&user=minsu').toString(),
    );
    expect(withFilter(params, 'q', '').toString()).toBe('open=x');
    expect(withoutFilters(params).toString()).toBe('open=x');
    expect(countFilters(readFilters(params))).toBe(1);
  });
});

describe('timeOfId', () => {
  it('reads the time of a UUID version 7 and of nothing else', () => {
    expect(timeOfId('019a9f3c-1c00-7000-8000-000000000000')?.getTime()).toBe(0x019a9f3c1c00);
    expect(timeOfId('019a9f3c-1c00-4000-8000-000000000000')).toBeNull();
    expect(timeOfId('환불')).toBeNull();
  });
});
