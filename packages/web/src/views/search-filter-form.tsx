import type { JSX } from "preact";
import type { SearchAnswer } from "../api/views.js";
import { words } from "../words/english.js";

const KINDS = ["folder", "file", "class", "function", "text"] as const;

/** Asks again, of some places alone; the address says of which. */
export function SearchFilterForm({
  answer: { query, filter },
  onGo,
}: {
  readonly answer: SearchAnswer;
  readonly onGo: (address: string) => void;
}): JSX.Element {
  return (
    <form
      class="compare"
      aria-label={words.filters.label}
      onSubmit={(event) => {
        event.preventDefault();
        const address = new URLSearchParams({ q: query });
        const at = new URLSearchParams(location.search).get("at");
        if (at !== null) address.set("at", at);
        for (const [name, value] of new FormData(event.currentTarget))
          if (typeof value === "string" && value.trim() !== "") address.set(name, value.trim());
        onGo(`/search?${address.toString()}`);
      }}
    >
      <label>
        {words.filters.path}
        <input type="text" name="path" defaultValue={filter?.path ?? ""} />
      </label>
      <label>
        {words.filters.language}
        <input type="text" name="language" defaultValue={filter?.language ?? ""} />
      </label>
      <label>
        {words.filters.kind}
        <select name="kind">
          <option value="">{words.filters.anyKind}</option>
          {KINDS.map((kind) => (
            <option value={kind} selected={filter?.kind === kind}>
              {words.filters.kinds[kind]}
            </option>
          ))}
        </select>
      </label>
      <label class="check">
        <input type="checkbox" name="tests" value="no" defaultChecked={filter?.noTests === true} />{" "}
        {words.filters.noTests}
      </label>
      <button type="submit">{words.filters.show}</button>
    </form>
  );
}
