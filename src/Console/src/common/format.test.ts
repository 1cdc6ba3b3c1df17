import { describe, expect, it } from 'vitest';
import { formatNumber, formatRelative, formatSeconds } from './format';
import { plain } from './plain';

describe('formatNumber', () => {
  it('groups small numbers and shortens large ones', () => {
    expect(formatNumber(1_284, 'ko')).toBe('1,284');
    expect(formatNumber(32_100, 'ko')).toBe('3.2만');
    expect(formatNumber(32_100, 'en')).toBe('32.1K');
  });
});

describe('formatSeconds', () => {
  it('keeps a tenth below ten seconds', () => {
    expect(formatSeconds(1_849, 'ko')).toBe('1.8');
    expect(formatSeconds(12_400, 'ko')).toBe('12');
  });
});

describe('formatRelative', () => {
  const now = new Date('2026-11-20T12:00:00Z');
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

  it.each([
    [0.5, '방금'],
    [3, '3분 전'],
    [59, '59분 전'],
    [60 * 5, '5시간 전'],
    [60 * 24, '어제'],
    [60 * 24 * 3, '3일 전'],
    [60 * 24 * 30, '10월 21일'],
  ])('%s minutes ago is %s', (minutes, words) => {
    expect(formatRelative(ago(minutes), now, 'ko')).toBe(words);
  });

  it('names the year once it is another one', () => {
    expect(formatRelative(new Date('2025-01-05T12:00:00Z'), now, 'en')).toContain('2025');
  });
});

describe('plain', () => {
  it('takes the marks off and keeps the words', () => {
    expect(plain('## 요약\n\n**결제일**부터 [환불](https://example.com)을\n\n1. 골라요\n- `코드`')).toBe(
      '요약 결제일부터 환불을 골라요 코드',
    );
    expect(plain('| 요금제 | 월 |\n|---|---:|\n| 기본 | 1 |')).toBe('요금제 월 기본 1');
  });
});
