import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pinnedChromium } from "./tools/installed-tools.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const ARGS = ["--no-sandbox", "--disable-gpu"];
/** The one that npm brings is built for places that have no processes to spare. */
const PINNED_ARGS = [
  ...ARGS,
  "--headless=shell",
  "--no-zygote",
  "--single-process",
  "--font-render-hinting=none",
  "--disable-lcd-text",
];

/**
 * A Chromium: `STEMMA_CHROMIUM`, one on the PATH, or the one that npm brings. There is no test without.
 *
 * @returns {{ executablePath: string, args: string[], env?: Record<string, string> }}
 */
export function findChromium() {
  const named = process.env.STEMMA_CHROMIUM;
  if (named !== undefined) {
    if (!existsSync(named)) throw new Error(`STEMMA_CHROMIUM names ${named}, which is not there`);
    return { executablePath: named, args: ARGS };
  }
  for (const folder of (process.env.PATH ?? "").split(delimiter))
    for (const name of NAMES)
      if (folder !== "" && existsSync(join(folder, name)))
        return { executablePath: join(folder, name), args: ARGS };
  try {
    return pinned();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `No Chromium was found, so nothing was tested. Set STEMMA_CHROMIUM, or install one. ${why}`,
      { cause },
    );
  }
}

/** The one that npm brings, whatever else there is: pixels are compared of this one alone. */
export function pinned() {
  return { ...pinnedChromium(), args: PINNED_ARGS };
}
