import type { TextParts } from "../text-part.js";

/** A project of Maven's: what it says of itself. Its own description stands outside of any dependency's or plug-in's. */
export function readPom(text: string): TextParts {
  const own = text
    .replaceAll(/<!--[\s\S]*?-->/gu, "")
    .replaceAll(/<(dependencies|build|profiles|reporting|dependencyManagement)>[\s\S]*?<\/\1>/gu, "");
  const said =
    /<description>([\s\S]*?)<\/description>/u.exec(own)?.[1] ?? /<name>([\s\S]*?)<\/name>/u.exec(own)?.[1];
  const docstring = said
    ?.replaceAll(/<!\[CDATA\[|\]\]>/gu, "")
    .replaceAll(/\s+/gu, " ")
    .trim();
  return { docstring: docstring === undefined || docstring === "" ? null : docstring, parts: [] };
}
