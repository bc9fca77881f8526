import type { JSX } from "preact";
import type { Commit } from "../api/history.js";
import { words } from "../words/english.js";
import { useLiveLinks } from "./links.js";

/** A commit in two lines: what it is, and what can be looked at. */
export function CommitLine({
  commit,
  look = words.commits.look,
}: {
  readonly commit: Commit;
  /** Of the link to that version. */
  readonly look?: string;
}): JSX.Element {
  const links = useLiveLinks();
  const { hash, subject, author, date, git } = commit;
  return (
    <>
      <a href={links.commit(hash)} title={words.commits.changes}>
        <code>{hash.slice(0, 8)}</code> {git?.subject ?? subject}
      </a>
      <span class="quiet">
        {author}, <time dateTime={date}>{date.slice(0, 16).replace("T", " ")}</time>
        {git !== null && (
          <>
            {" · git "}
            <code>{git.shortHash}</code>
            {git.isModified && ` ${words.commits.modified}`}
          </>
        )}
        {" · "}
        <a href={links.at(hash)}>{look}</a>
      </span>
    </>
  );
}
