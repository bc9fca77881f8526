import type { JSX } from "preact";

/** A short text with its `code` as code; everything else stays text. */
export function Inline({ text }: { readonly text: string }): JSX.Element {
  const parts = text.split(/(`[^`\n]+`)/u);
  return (
    <>
      {parts.map((part) =>
        part.length > 2 && part.startsWith("`") && part.endsWith("`") ? (
          <code>{part.slice(1, -1)}</code>
        ) : (
          part
        ),
      )}
    </>
  );
}
