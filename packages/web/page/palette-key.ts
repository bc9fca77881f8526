import { signal } from "@preact/signals";

/** The palette is open. */
export const isPaletteOpen = signal(false);

/** Letters that were typed after the palette was asked for and before it stood there to take them; `null`: it takes them itself. */
let typedAhead: string | null = "";

/** The palette stands there: what it was to be given until now. */
export function takeTypedAhead(): string {
  const typed = typedAhead ?? "";
  typedAhead = null;
  return typed;
}

/** The palette is gone; the next one is waited for again. */
export function leavePalette(): void {
  typedAhead = "";
}

/** Ctrl-K, and Cmd-K where that is the key of commands, open and close it from anywhere. */
export function followPaletteKey(): void {
  addEventListener("keydown", (event) => {
    if (isLetter(event) && isPaletteOpen.value && typedAhead !== null) {
      event.preventDefault();
      typedAhead += event.key;
    }
    if (
      event.key.toLowerCase() !== "k" ||
      !(event.ctrlKey || event.metaKey) ||
      event.altKey ||
      event.shiftKey
    )
      return;
    event.preventDefault();
    // One that was closed before it stood there has no letters for the next.
    if (typedAhead !== null) typedAhead = "";
    isPaletteOpen.value = !isPaletteOpen.value;
  });
}

function isLetter({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && !ctrlKey && !metaKey && !altKey;
}
