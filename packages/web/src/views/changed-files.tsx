import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ChangesAnswer } from "../api/history.js";
import { words } from "../words/english.js";
import { SymbolChangeView } from "./symbol-change.js";

/** Changed symbols by file, all or below a folder. */
export function ChangedFiles({
  files,
  left,
  level = 2,
}: Pick<ChangesAnswer, "files" | "left"> & {
  /** Of the headings of files. */
  readonly level?: 2 | 3;
}): JSX.Element {
  const [below, setBelow] = useState("");
  const Heading = `h${level}` as const;
  const shown = files.filter(({ path }) => path.startsWith(below));
  return (
    <>
      {files.length > 1 && (
        <label class="filter">
          {words.changes.filter}
          <input type="text" value={below} onInput={(event) => setBelow(event.currentTarget.value)} />
        </label>
      )}
      {shown.length === 0 && <p>{words.changes.none}</p>}
      {shown.map(({ path, symbols }) => (
        <section class="changed-file">
          <Heading>{path}</Heading>
          {symbols.map((change) => (
            <SymbolChangeView change={change} level={level === 2 ? 3 : 4} />
          ))}
        </section>
      ))}
      {left > 0 && <p class="notice">{words.changes.left(left)}</p>}
    </>
  );
}
