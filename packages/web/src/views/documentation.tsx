import type { JSX } from "preact";
import { words } from "../words/english.js";

/** Documentation as the server rendered it: its Markdown was escaped there. */
export function Documentation({ html }: { readonly html: string }): JSX.Element {
  if (html === "") return <p class="quiet">{words.undocumented}</p>;
  return <div class="documentation" dangerouslySetInnerHTML={{ __html: html }} />;
}
