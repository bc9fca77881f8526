import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Decision } from "../api/actions.js";
import type { Conflict } from "../api/merge.js";
import { words } from "../words/english.js";
import { WordsView } from "./words-view.js";

const SIDES = ["base", "ours", "theirs"] as const;
type Side = (typeof SIDES)[number];
type Field = Conflict["fields"][number];

/** What decides a conflict; `undefined` where it can only be looked at. */
export type OnDecide = ((given: Decision) => void) | undefined;

/** One conflict: base, ours and theirs of each of its fields, and a choice. */
export function ConflictView({
  conflict,
  isBusy,
  onDecide,
}: {
  readonly conflict: Conflict;
  readonly isBusy: boolean;
  readonly onDecide: OnDecide;
}): JSX.Element {
  const { collection, id, isDecided, isAboutText, fields } = conflict;
  const name = id ?? collection;
  const target = { collection, ...(id === null ? {} : { id }) };
  const decide = (side: Side, field?: string): void =>
    onDecide?.(field === undefined ? { ...target, take: side } : { ...target, take: side, field });
  // The text itself comes first; what stands beside it seldom needs a look of its own.
  const isMain = ({ field }: Field): boolean => !field.startsWith("metadata.");
  const main = fields.some(isMain) ? fields.filter(isMain) : fields;
  const beside = fields.filter((field) => !main.includes(field));
  return (
    <section class={`conflict ${isDecided ? "decided" : "open"}`} aria-label={name}>
      <h3>
        <span class="kind">{isDecided ? words.merges.decided : words.merges.open}</span> {name}
      </h3>
      {main.map((field) => (
        <FieldView
          field={field}
          isBusy={isBusy}
          // Of one field alone only where there are several to choose from.
          onTake={
            onDecide === undefined
              ? undefined
              : (side) => decide(side, main.length > 1 ? field.field : undefined)
          }
        />
      ))}
      {beside.length > 0 && (
        <details>
          <summary>{words.merges.beside(beside.length)}</summary>
          {beside.map((field) => (
            <FieldView
              field={field}
              isBusy={isBusy}
              onTake={onDecide === undefined ? undefined : (side) => decide(side, field.field)}
            />
          ))}
        </details>
      )}
      {onDecide !== undefined && isAboutText && id !== null && (
        <OwnText
          text={ownTextOf(fields)}
          isBusy={isBusy}
          onText={(text) => onDecide({ collection, id, text })}
        />
      )}
    </section>
  );
}

function FieldView({
  field: { field, base, ours, theirs, decided },
  isBusy,
  onTake,
}: {
  readonly field: Field;
  readonly isBusy: boolean;
  readonly onTake: ((side: Side) => void) | undefined;
}): JSX.Element {
  const sides = { base: { text: base, words: null }, ours, theirs };
  return (
    <div class="field">
      <h4>
        {words.merges.field(field)}
        {decided !== null && <small> {words.merges.decidedFor[decided]}</small>}
      </h4>
      <dl class="sides">
        {SIDES.map((side) => (
          <div class={decided === side ? "side chosen" : "side"}>
            <dt>{words.merges.sides[side]}</dt>
            <dd>
              {sides[side].words === null ? (
                <p class="words">{sides[side].text ?? words.merges.nothing}</p>
              ) : (
                <WordsView parts={sides[side].words} />
              )}
              {onTake !== undefined && (
                <button
                  type="button"
                  disabled={isBusy}
                  aria-pressed={decided === side}
                  onClick={() => onTake(side)}
                >
                  {words.merges.take[side]}
                </button>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** What one's own text begins with. */
function ownTextOf(fields: readonly Field[]): string {
  const own = fields.find((field) => field.own !== null)?.own;
  const content = fields.find(({ field }) => field === "content");
  return own ?? content?.ours.text ?? content?.theirs.text ?? "";
}

function OwnText({
  text,
  isBusy,
  onText,
}: {
  readonly text: string;
  readonly isBusy: boolean;
  readonly onText: (text: string) => void;
}): JSX.Element {
  const [written, setWritten] = useState(text);
  return (
    <details class="own">
      <summary>{words.merges.ownText}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onText(written);
        }}
      >
        <label>
          {words.merges.yourText}
          <textarea rows={5} value={written} onInput={(event) => setWritten(event.currentTarget.value)} />
        </label>
        <button type="submit" disabled={isBusy || written.trim() === ""}>
          {words.merges.useText}
        </button>
      </form>
    </details>
  );
}
