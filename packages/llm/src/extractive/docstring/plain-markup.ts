const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  nbsp: " ",
  "#64": "@",
};

/** The markup of TSDoc, Javadoc and Sphinx as people read it: in Markdown. */
export function plainMarkup(text: string): string {
  return fromSphinx(fromHtml(fromTags(text.replaceAll("\r\n", "\n"))));
}

/** `{@link Name}` and `{@link Name | what it is}`, `{@code x}`. */
function fromTags(text: string): string {
  return text
    .replaceAll(/\{@(?:link|linkcode|linkplain|see|inheritDoc)\s+([^}|\s]+)\s*\|\s*([^}]*?)\s*\}/gu, "$2")
    .replaceAll(/\{@(?:link|linkcode|linkplain|see|inheritDoc)\s+#?([^}\s]+)\s*\}/gu, "`$1`")
    .replaceAll(/\{@(?:link|linkplain)\s+[^}\s]+\s+([^}]*?)\s*\}/gu, "$1")
    .replaceAll(/\{@inheritDoc\}/gu, "")
    .replaceAll(/\{@(?:code|literal|value)\s+([^}]*?)\s*\}/gu, "`$1`");
}

/** Javadoc's; other text between `<` and `>` is code, such as `List<String>`, and stays. */
function fromHtml(text: string): string {
  if (
    !/<\/?(?:p|br|ul|ol|li|code|tt|pre|em|strong|b|i|a|h[1-6]|table|tr|td|th|blockquote|div|span)\b/iu.test(
      text,
    )
  )
    return text;
  return text
    .replaceAll(/<pre\b[^>]*>[\s\S]*?<\/pre>/giu, "\n\n")
    .replaceAll(/<\/?(?:code|tt)>/giu, "`")
    .replaceAll(/<li\b[^>]*>\s*/giu, "\n- ")
    .replaceAll(
      /<(?:p|ul|ol|h[1-6]|blockquote|table|div)\b[^>]*>|<\/(?:ul|ol|p|table|div|blockquote|h[1-6])>/giu,
      "\n\n",
    )
    .replaceAll(/<\/?(?:br|li|em|strong|b|i|a|tr|td|th|span|tbody|thead)\b[^>]*>/giu, " ")
    .replaceAll(/&(lt|gt|amp|quot|nbsp|#64);/gu, (whole, name: string) => ENTITIES[name] ?? whole);
}

/** `` :class:`~package.Name` ``, double backticks, and directives with what is indented below them. */
function fromSphinx(text: string): string {
  return text
    .replaceAll(/^([ \t]*)\.\. [\w-]+::[^\n]*(?:\n(?:\1[ \t]+[^\n]*|[ \t]*(?=\n)))*/gmu, "")
    .replaceAll(/:(?:\w+:)?\w+:`~?([^`<]+?)\s*(?:<[^>`]*>)?`/gu, "`$1`")
    .replaceAll(/(?<!`)``(?!`)([^`\n]+)``(?!`)/gu, "`$1`")
    .replaceAll(/`([^`<]+?)\s*<[^>`]+>`__?/gu, "$1")
    .replaceAll(/::[ \t]*$/gmu, ":");
}
