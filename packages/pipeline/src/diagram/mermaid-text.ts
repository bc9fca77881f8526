/** A text within quotes in a Mermaid diagram: its own marks, and those of Markdown, would end it. */
export function mermaidText(text: string): string {
  return text.replaceAll(/["`<>&#;\p{Cc}]/gu, (mark) => `#${mark.codePointAt(0) ?? 63};`);
}
