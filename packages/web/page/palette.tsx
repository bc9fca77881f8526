import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { chosenEntries, groupsOf, type PaletteEntry } from "../src/views/palette-entries.js";
import { words } from "../src/words/english.js";
import { go } from "./address.js";
import { isPaletteOpen, leavePalette, takeTypedAhead } from "./palette-key.js";
import { usePlaces, useVersions, views } from "./palette-sources.js";

/** Every view, place, branch, tag and commit by a few letters: a dialog with a field, whose list the arrows go through. */
export function Palette(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const versions = useVersions();
  const places = usePlaces(typed);
  const entries = useMemo(
    () => chosenEntries([...views(), ...places, ...(versions ?? [])], typed),
    [typed, places, versions],
  );
  // At once, so that no letter is lost to what stands behind it.
  useLayoutEffect(() => {
    dialog.current?.showModal();
    setTyped(takeTypedAhead());
    return () => {
      dialog.current?.close();
      leavePalette();
    };
  }, []);
  useEffect(() => setChosen(0), [typed]);
  useEffect(() => {
    dialog.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [chosen, entries]);

  const close = (): void => {
    isPaletteOpen.value = false;
  };
  const open = ({ address }: PaletteEntry): void => {
    // Reading goes on at the place, not where the dialog was opened.
    dialog.current?.close();
    (document.activeElement as HTMLElement | null)?.blur();
    go(address);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { length } = entries;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (step !== undefined && length > 0) {
      event.preventDefault();
      const next = chosen + step;
      // By one step round; by many to the end.
      setChosen(Math.abs(step) === 1 ? (next + length) % length : Math.min(Math.max(next, 0), length - 1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const entry = entries[chosen];
      if (entry !== undefined) open(entry);
    }
  };
  return (
    <dialog
      class="palette"
      ref={dialog}
      aria-label={words.palette.title}
      onClose={close}
      // Outside of what it holds.
      onClick={(event) => event.target === event.currentTarget && close()}
    >
      <div>
        <input
          type="text"
          role="combobox"
          aria-label={words.palette.label}
          aria-expanded={entries.length > 0}
          aria-controls="palette-entries"
          aria-autocomplete="list"
          aria-activedescendant={entries.length > 0 ? `palette-${chosen}` : undefined}
          placeholder={words.palette.label}
          autocomplete="off"
          spellcheck={false}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <div id="palette-entries" role="listbox" aria-label={words.palette.title}>
          {groupsOf(entries).map((group) => (
            <Group group={group} entries={entries} chosen={chosen} onOpen={open} />
          ))}
        </div>
        <p class="quiet" role="status">
          {words.palette.count(entries.length)}
          {versions === null && ` ${words.palette.loading}`}
        </p>
      </div>
    </dialog>
  );
}

function Group({
  group,
  entries,
  chosen,
  onOpen,
}: {
  readonly group: PaletteEntry["group"];
  readonly entries: readonly PaletteEntry[];
  readonly chosen: number;
  readonly onOpen: (entry: PaletteEntry) => void;
}): JSX.Element | null {
  if (entries.every((entry) => entry.group !== group)) return null;
  return (
    <div role="group" aria-labelledby={`palette-of-${group}`}>
      <p class="group" id={`palette-of-${group}`} role="presentation">
        {words.palette.groups[group]}
      </p>
      {entries.map(
        (entry, at) =>
          entry.group === group && (
            <div
              role="option"
              id={`palette-${at}`}
              aria-selected={at === chosen}
              onClick={() => onOpen(entry)}
            >
              <span class="name">{entry.name}</span> <small>{entry.detail}</small>
            </div>
          ),
      )}
    </div>
  );
}
