import type { ComponentChildren, JSX } from "preact";
import type { Given } from "../api/actions.js";
import type { MergeAnswer, MergePreviewAnswer } from "../api/merge.js";
import { words } from "../words/english.js";
import { ChangedFiles } from "./changed-files.js";
import { ConflictView } from "./conflict-view.js";

/** What can be done about a merge; all but the preview where the server lets its page write. */
export interface MergeViewProps {
  readonly answer: MergeAnswer;
  readonly canWrite: boolean;
  readonly isBusy: boolean;
  readonly onPreview: (ref: string) => void;
  readonly onMerge: (preview: MergePreviewAnswer) => void;
  readonly onDecide: (given: Given<"decide">) => void;
  readonly onDecideOpen: (given: Given<"decide-open">) => void;
  readonly onFinish: (theirs: string) => void;
  readonly onAbort: (theirs: string) => void;
  /** What came of the last action. */
  readonly children?: ComponentChildren;
}

/** What a merge would change, its conflicts, and the merge itself: until then nothing is changed. */
export function MergeView(props: MergeViewProps): JSX.Element {
  const { answer, children } = props;
  const { branch, branches, waiting, preview } = answer;
  return (
    <article>
      <h1 tabIndex={-1}>
        {preview === null ? words.merges.title : words.merges.titleOf(preview.name, branch)}
      </h1>
      {branch === null ? <p>{words.merges.detached}</p> : <Choose {...props} />}
      {branch !== null && branches.length === 0 && <p>{words.merges.noBranches}</p>}
      {waiting !== null && preview?.isWaiting === false && (
        <p class="notice">
          {words.merges.waits(waiting)} <a href="/merge">{words.merges.lookAtIt}</a>
        </p>
      )}
      {children}
      {preview !== null && <Preview {...props} preview={preview} />}
    </article>
  );
}

function Choose({ answer: { branch, branches, preview }, onPreview }: MergeViewProps): JSX.Element | null {
  if (branches.length === 0) return null;
  return (
    <form
      class="compare"
      aria-label={words.merges.choose}
      onSubmit={(event) => {
        event.preventDefault();
        const ref = new FormData(event.currentTarget).get("ref");
        if (typeof ref === "string") onPreview(ref);
      }}
    >
      <label>
        {words.merges.into(branch ?? "")}
        <select name="ref">
          {branches.map((name) => (
            <option value={name} selected={name === preview?.name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{words.merges.show}</button>
    </form>
  );
}

function Preview(props: MergeViewProps & { readonly preview: MergePreviewAnswer }): JSX.Element {
  const { preview, canWrite, isBusy, onDecide } = props;
  const { outcome, isWaiting, conflicts, leftConflicts, files, left, renamed, stale, theirs } = preview;
  const open = conflicts.filter(({ isDecided }) => !isDecided).length + leftConflicts;
  return (
    <>
      <p>{words.merges.outcomes[outcome]}</p>
      {stale > 0 && <p class="quiet">{words.merges.stale(stale)}</p>}
      {renamed.map(({ from, to }) => (
        <p class="quiet">{words.merges.renamed(from, to)}</p>
      ))}
      {outcome !== "up-to-date" && (canWrite ? <Buttons {...props} /> : <p>{words.merges.readOnly}</p>)}
      {conflicts.length > 0 && (
        <section>
          <h2>{words.merges.conflicts(open, conflicts.length + leftConflicts)}</h2>
          {conflicts.map((conflict) => (
            <ConflictView
              key={JSON.stringify([conflict.collection, conflict.id])}
              conflict={conflict}
              isBusy={isBusy}
              onDecide={canWrite && isWaiting ? (given) => onDecide({ ...given, theirs }) : undefined}
            />
          ))}
          {leftConflicts > 0 && <p class="notice">{words.merges.moreConflicts(leftConflicts)}</p>}
        </section>
      )}
      {outcome !== "up-to-date" && (
        <section>
          <h2>{words.merges.changes}</h2>
          <ChangedFiles files={files} left={left} level={3} />
        </section>
      )}
    </>
  );
}

function Buttons({
  preview,
  answer: { waiting },
  isBusy,
  onMerge,
  onDecideOpen,
  onFinish,
  onAbort,
}: MergeViewProps & { readonly preview: MergePreviewAnswer }): JSX.Element {
  const { outcome, isWaiting, theirs } = preview;
  if (!isWaiting)
    return (
      <p class="buttons">
        <button type="button" disabled={isBusy || waiting !== null} onClick={() => onMerge(preview)}>
          {outcome === "conflicts" ? words.merges.beginDeciding : words.merges.merge}
        </button>
      </p>
    );
  return (
    <p class="buttons">
      <button type="button" disabled={isBusy || outcome === "conflicts"} onClick={() => onFinish(theirs)}>
        {words.merges.merge}
      </button>
      {outcome === "conflicts" &&
        (["ours", "theirs"] as const).map((take) => (
          <button type="button" disabled={isBusy} onClick={() => onDecideOpen({ theirs, take })}>
            {words.merges.takeOpen[take]}
          </button>
        ))}
      <button type="button" disabled={isBusy} onClick={() => onAbort(theirs)}>
        {words.merges.forget}
      </button>
    </p>
  );
}
