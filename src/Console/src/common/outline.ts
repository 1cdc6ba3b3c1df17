import type { Element, ElementContent, Root } from 'hast';
import type {} from 'mdast-util-to-hast';

/**
 * Fits a text's headings into the outline of its page: below the heading it stands under, and never more than one level
 * deeper than the one before. Models start with any level they like.
 */
export function outline(under: number) {
  return (tree: Root) => {
    const open: number[] = [];
    for (const heading of headings(tree)) {
      const written = Number(heading.tagName[1]);
      while (open.length > 0 && open[open.length - 1]! >= written) {
        open.pop();
      }
      open.push(written);
      heading.tagName = `h${Math.min(6, under + open.length)}`;
    }
  };
}

function* headings(node: Root | Element): Generator<Element> {
  for (const child of node.children) {
    if (child.type === 'element') {
      if (/^h[1-6]$/.test(child.tagName)) {
        yield child;
      }
      yield* headings(child);
    }
  }
}

/** HTML that somebody wrote is shown as the text it is; only the line break, which models like in tables, is one. */
export function htmlAsText() {
  return (tree: Root) => rewrite(tree);
}

function rewrite(node: Root | Element): void {
  node.children.forEach((child, index) => {
    if (child.type === 'raw') {
      const text: ElementContent = /^<br\s*\/?>$/i.test(child.value)
        ? { type: 'element', tagName: 'br', properties: {}, children: [] }
        : { type: 'text', value: child.value };
      node.children[index] = text;
    } else if (child.type === 'element') {
      rewrite(child);
    }
  });
}
