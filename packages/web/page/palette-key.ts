import { signal } from "@preact/signals";

/** The palette is open. */
export const isPaletteOpen = signal(false);

/** Ctrl-K, and Cmd-K where that is the key of commands, open and close it from anywhere. */
export function followPaletteKey(): void {
  addEventListener("keydown", (event) => {
    if (
      event.key.toLowerCase() !== "k" ||
      !(event.ctrlKey || event.metaKey) ||
      event.altKey ||
      event.shiftKey
    )
      return;
    event.preventDefault();
    isPaletteOpen.value = !isPaletteOpen.value;
  });
}
