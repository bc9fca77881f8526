import type { JSX } from "preact";
import type { StandingAnswer } from "../api/standing.js";
import { startWords } from "../words/english-start.js";
import { useLinks } from "./links.js";

/** Where the answer on the page stands: branch, commit, and whether the tree is still as it was documented; opened, with why and which files. */
export function StandingNote({ standing }: { readonly standing: StandingAnswer }): JSX.Element {
  const links = useLinks();
  const { ref, commit, freshness, since, files, moreFiles, because } = standing;
  const changed = files.length + moreFiles;
  return (
    <details class={`standing ${freshness}`}>
      <summary>
        <span class="freshness">{startWords.standing[freshness]}</span>
        <span class="ref">{ref ?? commit?.slice(0, 8) ?? startWords.standing.none}</span>
        {changed > 0 && <span>{startWords.standing.changed(changed)}</span>}
      </summary>
      <div class="because">
        <p class="quiet">
          {commit !== null && <code>{commit.slice(0, 12)}</code>}{" "}
          {since !== null && startWords.standing.since(since.slice(0, 16).replace("T", " "))}
        </p>
        {because.length === 0 && <p>{startWords.standing.allThere}</p>}
        {because.map((reason) => (
          <p>{reason.words}</p>
        ))}
        <ul>
          {files.slice(0, 20).map(({ path, change }) => (
            <li>
              {change === "added" ? path : <a href={links.place(path)}>{path}</a>} <small>{change}</small>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
