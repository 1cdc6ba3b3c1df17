/** The start of a Markdown text as one line without its marks, for a list. */
export function plain(markdown: string): string {
  return markdown
    .slice(0, 400)
    .replace(/```\S*/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[ \t]*(?:#{1,6}|>|[-*+]|\d+\.)[ \t]+/gm, '')
    .replace(/^[ \t]*\|?[ \t:|-]+\|[ \t:|-]*$/gm, ' ')
    .replace(/\*\*|__|~~|`/g, '')
    .replace(/[|\s]+/g, ' ')
    .trim();
}
