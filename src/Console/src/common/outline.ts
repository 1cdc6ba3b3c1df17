import type { Element, Root } from 'hast';

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
