import type { Element, Root } from 'hast';
import { expect, it } from 'vitest';
import { htmlAsText, outline } from './outline';

function levels(under: number, ...written: number[]): string[] {
  const children: Element[] = written.map((level) => ({
    type: 'element',
    tagName: `h${level}`,
    properties: {},
    children: [],
  }));
  const tree: Root = { type: 'root', children };
  outline(under)(tree);
  return children.map((heading) => heading.tagName);
}

it('outline begins one below the page and skips no level', () => {
  expect(levels(1, 3, 3, 5, 2)).toEqual(['h2', 'h2', 'h3', 'h2']);
  expect(levels(1, 1, 2, 4, 2, 1)).toEqual(['h2', 'h3', 'h4', 'h3', 'h2']);
  expect(levels(3, 1, 2, 3, 4, 5)).toEqual(['h4', 'h5', 'h6', 'h6', 'h6']);
});

it('htmlAsText shows what was written and draws none of it', () => {
  const cell: Element = {
    type: 'element',
    tagName: 'p',
    properties: {},
    children: [
      { type: 'raw', value: '<script>' },
      { type: 'raw', value: '<br/>' },
    ],
  };
  htmlAsText()({ type: 'root', children: [cell] });
  expect(cell.children).toEqual([
    { type: 'text', value: '<script>' },
    { type: 'element', tagName: 'br', properties: {}, children: [] },
  ]);
});
