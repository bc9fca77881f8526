/** A docstring's prose and, apart, what it says of parameters, results and errors. */
export interface DocstringParts {
  /** First paragraph on one line, ending in a full stop. */
  readonly lead: string;
  /** Further paragraphs up to the first section or tag. */
  readonly rest: string;
}

const SECTION =
  /^\s*(?:@\w+|:\w+[^:]*:|(?:Args|Arguments|Parameters|Returns?|Raises|Yields|Examples?|Attributes|Notes?|See Also)\s*:?\s*$|-{3,}\s*$|```|>>>)/u;

/** Splits a docstring into its prose; sections, tags and examples are left to the source. `null` when no prose is left. */
export function cleanDocstring(docstring: string | null): DocstringParts | null {
  if (docstring === null) return null;
  const lines: string[] = [];
  for (const line of withoutMarkup(docstring).split("\n")) {
    if (SECTION.test(line)) break;
    lines.push(line);
  }
  const paragraphs = lines
    .join("\n")
    .split(/\n\s*\n/u)
    .map((paragraph) => paragraph.replaceAll(/\s+/gu, " ").trim())
    .filter((paragraph) => /\p{L}/u.test(paragraph));
  const [lead, ...rest] = paragraphs;
  if (lead === undefined) return null;
  return { lead: asSentence(lead), rest: rest.map(asSentence).join(" ") };
}

/** `{@link Name}` and `{@link Name | what it is}` of TSDoc, and `:class:`~package.Name`` of Sphinx, as they are read. */
function withoutMarkup(text: string): string {
  return text
    .replaceAll(/\{@(?:link|linkcode|linkplain|see|inheritDoc)\s+[^}|]*\|\s*([^}]*?)\s*\}/gu, "$1")
    .replaceAll(/\{@(?:link|linkcode|linkplain|see|inheritDoc)\s+([^}\s]+)\s*\}/gu, "`$1`")
    .replaceAll(/\{@(?:code|literal)\s+([^}]*?)\s*\}/gu, "`$1`")
    .replaceAll(/:(?:py:)?(?:class|func|meth|mod|attr|data|exc|obj|ref):`~?([^`]+)`/gu, "`$1`");
}

function asSentence(text: string): string {
  return /[.!?…:;]$/u.test(text) ? text : `${text}.`;
}
