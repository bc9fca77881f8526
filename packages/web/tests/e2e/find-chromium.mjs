import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * A Chromium: `STEMMA_CHROMIUM`, one on the PATH, or the one that the npm package `@sparticuz/chromium` carries. There is no test without.
 *
 * @returns {Promise<{ executablePath: string, args: string[] }>}
 */
export async function findChromium() {
  const args = ["--no-sandbox", "--disable-gpu"];
  const named = process.env.STEMMA_CHROMIUM;
  if (named !== undefined) {
    if (!existsSync(named)) throw new Error(`STEMMA_CHROMIUM names ${named}, which is not there`);
    return { executablePath: named, args };
  }
  for (const folder of (process.env.PATH ?? "").split(delimiter))
    for (const name of NAMES)
      if (existsSync(join(folder, name))) return { executablePath: join(folder, name), args };
  const carried = await carriedChromium();
  // The binary is built for places that have no processes to spare.
  if (carried !== undefined)
    return {
      executablePath: carried,
      args: [...args, "--headless=shell", "--no-zygote", "--single-process"],
    };
  throw new Error(
    "No Chromium was found, so nothing was tested. Set STEMMA_CHROMIUM, install one, or run: npm install --no-save @sparticuz/chromium@143.0.4",
  );
}

/** @returns {Promise<string | undefined>} */
async function carriedChromium() {
  try {
    const place = createRequire(import.meta.url).resolve("@sparticuz/chromium");
    const { default: chromium } = await import(pathToFileURL(place).href);
    return await chromium.executablePath();
  } catch (error) {
    if (error.code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
