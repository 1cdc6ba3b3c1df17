import { expect, it } from 'vitest';
import { en } from './en';
import { ko } from './ko';

function entries(node: object, path = ''): [string, string][] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : entries(value as object, `${path}${key}.`),
  );
}

const variables = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

it('both languages say the same things with the same facts', () => {
  const english = new Map(entries(en));
  const korean = entries(ko);
  expect([...english.keys()].sort()).toEqual(korean.map(([key]) => key).sort());
  for (const [key, text] of korean) {
    expect([key, variables(english.get(key) ?? '')]).toEqual([key, variables(text)]);
  }
});
