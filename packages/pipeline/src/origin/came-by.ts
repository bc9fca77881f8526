import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { decodeJson } from "@stemma/core";
import { z } from "zod";
import { type NodeText, textKey } from "./text-key.js";

const wayShape = {
  /** The commit of the history that wrote the record as it is; `null` where that is too long ago to be looked for. */
  commit: z.string().nullable(),
  /** Of which it was fetched or cloned, without a password; `null` for a history that was attached. */
  remote: z.object({ name: z.string(), url: z.string() }).nullable(),
};

const lineSchema = z.union([
  z.object({ ...wayShape, keys: z.array(z.string()) }),
  /** Up to which commit of the history arrivals are noted. */
  z.object({ noted: z.string() }),
]);

/** By which commit and which remote a text came. */
export interface Way {
  readonly commit: string | null;
  readonly remote: { readonly name: string; readonly url: string } | null;
}

/** What is known of a text that was written here. */
export const NO_WAY: Way = { commit: null, remote: null };

/**
 * By which way texts came that were not written here: a file that is appended to, beside `made-here.log` and keyed as that is, by
 * what is said of which node; so a text keeps its way through merges, resets and switches.
 */
export class CameBy {
  readonly #file: string;
  readonly #ways = new Map<string, Way>();
  #noted: string | undefined;

  constructor(file: string) {
    this.#file = file;
    if (!existsSync(file)) return;
    for (const line of readFileSync(file, "utf8").split("\n")) {
      // The last one may be cut off.
      const said = lineSchema.safeParse(parsed(line)).data;
      if (said === undefined) continue;
      if ("noted" in said) this.#noted = said.noted;
      else for (const key of said.keys) this.#ways.set(key, { commit: said.commit, remote: said.remote });
    }
  }

  /** The commit of the index up to which arrivals are noted. */
  get noted(): string | undefined {
    return this.#noted;
  }

  of(nodeText: NodeText): Way | undefined {
    return this.#ways.get(textKey(nodeText));
  }

  /** Notes how texts came with the commits up to `noted`. */
  add(ways: readonly (Way & { readonly texts: readonly NodeText[] })[], noted: string): void {
    if (this.#noted === noted && ways.length === 0) return;
    const lines = ways.map(({ commit, remote, texts }) => {
      const keys = texts.map(textKey);
      for (const key of keys) this.#ways.set(key, { commit, remote });
      return { commit, remote, keys };
    });
    const said = [...lines, { noted }].map((line) => JSON.stringify(line)).join("\n");
    appendFileSync(this.#file, `\n${said}\n`, { mode: 0o600 });
    this.#noted = noted;
  }
}

function parsed(line: string): unknown {
  try {
    return line === "" ? undefined : decodeJson(line);
  } catch {
    return undefined;
  }
}
