import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { SearchAnswer } from "../src/api/views.js";
import { Inline } from "../src/views/inline.js";
import { startWords } from "../src/words/english-start.js";
import { address, go, linksAt, refOf } from "./address.js";
import { ask } from "./ask.js";

/** Milliseconds without a key until suggestions are asked for. */
const PAUSE_MS = 80;

type Suggestion = SearchAnswer["results"][number];

/** Search as one types: `/` leads here, arrows choose, Enter goes there or asks in full, Escape closes. */
export function SearchBox(): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const text = useSignal("");
  const suggestions = useSignal<readonly Suggestion[]>([]);
  const isOpen = useSignal(false);
  /** -1: nothing is chosen; Enter asks in full. */
  const chosen = useSignal(-1);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "/" || event.metaKey || event.ctrlKey || event.altKey) return;
      if ((event.target as Element).closest("input, select, textarea") !== null) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  const typed = text.value;
  useEffect(() => {
    chosen.value = -1;
    if (typed.trim() === "") {
      suggestions.value = [];
      return undefined;
    }
    const stopped = new AbortController();
    const at = refOf(address.peek());
    const timer = setTimeout(() => {
      ask("suggest", { q: typed, ...(at === null ? {} : { at }) }, stopped.signal)
        .then(({ results }) => {
          suggestions.value = results;
        })
        .catch(() => undefined);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  }, [typed]);

  const leave = (to: string): void => {
    isOpen.value = false;
    text.value = "";
    input.current?.blur();
    go(to);
  };
  const askInFull = (): void => {
    const at = refOf(address.peek());
    const query = new URLSearchParams({ q: typed.trim(), ...(at === null ? {} : { at }) }).toString();
    leave(`/search?${query}`);
  };
  const open = (place: Suggestion): void => leave(linksAt(refOf(address.peek())).place(place.id));
  const onKeyDown = (event: KeyboardEvent): void => {
    const { length } = suggestions.value;
    if (event.key === "Escape") {
      isOpen.value = false;
      input.current?.blur();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One more than there are: nothing is chosen.
      chosen.value = ((chosen.value + 1 + step + length + 1) % (length + 1)) - 1;
    } else if (event.key === "Enter" && typed.trim() !== "") {
      event.preventDefault();
      const place = suggestions.value[chosen.value];
      if (place === undefined) askInFull();
      else open(place);
    }
  };
  const isShown = isOpen.value && typed.trim() !== "";
  return (
    <div class="search" role="search">
      <input
        ref={input}
        type="search"
        role="combobox"
        list={undefined}
        aria-label={startWords.search.label}
        aria-expanded={isShown}
        aria-controls="suggestions"
        aria-autocomplete="list"
        aria-activedescendant={isShown && chosen.value >= 0 ? `suggestion-${chosen.value}` : undefined}
        placeholder={startWords.search.placeholder}
        autocomplete="off"
        spellcheck={false}
        value={typed}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          isOpen.value = true;
        }}
        onFocus={() => {
          isOpen.value = true;
        }}
        onBlur={() => {
          isOpen.value = false;
        }}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
      <ul id="suggestions" role="listbox" aria-label={startWords.search.suggestions} hidden={!isShown}>
        {suggestions.value.map((place, at) => (
          <li
            id={`suggestion-${at}`}
            role="option"
            aria-selected={at === chosen.value}
            // Before the field loses the focus, and with it the list.
            onMouseDown={(event) => {
              event.preventDefault();
              open(place);
            }}
          >
            <span class={`place ${place.kind}`}>{place.symbol}</span>{" "}
            <small>
              {place.symbol === place.path ? "" : place.path} · {startWords.search.because[place.because]}
            </small>
            <span class="summary">
              <Inline text={place.summary} />
            </span>
          </li>
        ))}
      </ul>
      <p class="unseen" role="status">
        {isShown && startWords.search.count(suggestions.value.length)}
      </p>
    </div>
  );
}
