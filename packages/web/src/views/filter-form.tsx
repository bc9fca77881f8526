import type { JSX } from "preact";
import type { RecordsAnswer } from "../api/collections.js";
import { words } from "../words/english.js";
import { collectionLinks } from "./collection-links.js";
import { conditionOf, OPERATORS, type Operator } from "./where-condition.js";

/** Goes to an address. */
export type OnGo = (address: string) => void;

/** What is looked for: a condition on a key, any filter as JSON, a text in the documents, or what is nearest to a text. */
export function FilterForm({
  answer: { collection, query, where, contains },
  onGo,
}: {
  readonly answer: RecordsAnswer;
  readonly onGo: OnGo;
}): JSX.Element {
  const { name, canEmbed } = collection;
  return (
    <div class="filters">
      {canEmbed && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const q = textOf(event.currentTarget, "q");
            if (q !== "") onGo(collectionLinks.nearest({ collection: name, q, where }));
          }}
        >
          <label>
            {words.collections.ask}
            <input type="search" name="q" defaultValue={query ?? ""} />
          </label>
          <button type="submit">{words.collections.findNearest}</button>
        </form>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const key = textOf(form, "key");
          const written = textOf(form, "where");
          const simple =
            key === "" ? "" : conditionOf(key, textOf(form, "operator") as Operator, textOf(form, "value"));
          onGo(
            collectionLinks.records({
              collection: name,
              where: simple === "" ? written : simple,
              contains: textOf(form, "contains"),
            }),
          );
        }}
      >
        <label>
          {words.collections.contains}
          <input type="text" name="contains" defaultValue={contains ?? ""} />
        </label>
        <label>
          {words.collections.key}
          <input type="text" name="key" autocomplete="off" />
        </label>
        <label>
          {words.collections.operator}
          <select name="operator">
            {OPERATORS.map((operator) => (
              <option value={operator}>{words.collections.operators[operator]}</option>
            ))}
          </select>
        </label>
        <label>
          {words.collections.value}
          <input type="text" name="value" autocomplete="off" />
        </label>
        <label>
          {words.collections.json}
          <input type="text" name="where" spellcheck={false} defaultValue={where ?? ""} />
        </label>
        <button type="submit">{words.collections.filter}</button>
        {(where !== null || contains !== null || query !== null) && (
          <a href={collectionLinks.records({ collection: name })}>{words.collections.clear}</a>
        )}
      </form>
    </div>
  );
}

function textOf(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === "string" ? value.trim() : "";
}
