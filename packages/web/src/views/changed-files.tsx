import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ChangesAnswer } from "../api/history.js";
import { words } from "../words/english.js";
import { CallChanges } from "./call-changes.js";
import { SymbolChangeView } from "./symbol-change.js";
import { BesideContext } from "./words-view.js";

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
  const [isBeside, setBeside] = useState(false);
  const Heading = `h${level}` as const;
  const shown = files.filter(({ path }) => path.startsWith(below));
  return (
    <BesideContext.Provider value={isBeside}>
      {files.length > 0 && (
        <label class="check">
          <input
            type="checkbox"
            checked={isBeside}
            onChange={(event) => setBeside(event.currentTarget.checked)}
          />
          {words.changes.beside}
        </label>
      )}
      {files.length > 1 && (
        <label class="filter">
          {words.changes.filter}
          <input type="text" value={below} onInput={(event) => setBelow(event.currentTarget.value)} />
        </label>
      )}
      <CallChanges files={shown} />
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
    </BesideContext.Provider>
  );
}
