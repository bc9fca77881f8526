import { useEffect, useState } from "preact/hooks";
import type { HistoryAnswer } from "../src/api/history.js";
import { collectionLinks } from "../src/views/collection-links.js";
import type { PaletteEntry } from "../src/views/palette-entries.js";
import { words } from "../src/words/english.js";
import { startWords } from "../src/words/english-start.js";
import { address, linksAt, refOf } from "./address.js";
import { ask } from "./ask.js";
import { hasTree } from "./serves.js";

/** Milliseconds without a key until places are asked for. */
const PAUSE_MS = 80;
/** Commits that are offered by their subjects. */
const MOST_COMMITS = 100;

/** The views of the page, of the version that is looked at. */
export function views(): PaletteEntry[] {
  const ref = refOf(address.peek());
  const links = linksAt(ref);
  const entry = (name: string, target: string, detail = ""): PaletteEntry => ({
    group: "views",
    name,
    detail,
    address: target,
  });
  const collections = [
    entry(startWords.collections, collectionLinks.collections()),
    entry(words.collections.history, collectionLinks.history),
  ];
  if (!hasTree) return collections;
  return [
    ...(ref === null ? [] : [entry(startWords.at.back, "/", ref.slice(0, 20))]),
    entry(startWords.overview, links.overview),
    entry(startWords.history, links.history),
    entry(words.commits.uncommitted, "/changes"),
    entry(startWords.merge, links.merge),
    entry(startWords.run, links.run),
    ...collections,
  ];
}

/** Places that what is typed may mean; none before something is. */
export function usePlaces(typed: string): readonly PaletteEntry[] {
  const [places, setPlaces] = useState<readonly PaletteEntry[]>([]);
  useEffect(() => {
    if (!hasTree || typed.trim() === "") {
      setPlaces([]);
      return undefined;
    }
    const stopped = new AbortController();
    const ref = refOf(address.peek());
    const find = async (): Promise<void> => {
      const { results } = await ask(
        "suggest",
        { q: typed, ...(ref === null ? {} : { at: ref }) },
        stopped.signal,
      );
      setPlaces(
        results.map(({ id, symbol, path, kind }) => ({
          group: "places",
          name: symbol,
          detail: symbol === path ? kind : `${kind} · ${path}`,
          address: linksAt(ref).place(id),
        })),
      );
    };
    const timer = setTimeout(() => void find().catch(() => undefined), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  }, [typed]);
  return places;
}

/** Branches, tags and commits; `null` until they are known. The history is opened for them, which takes a moment. */
export function useVersions(): readonly PaletteEntry[] | null {
  const [versions, setVersions] = useState<readonly PaletteEntry[] | null>(hasTree ? null : []);
  useEffect(() => {
    if (!hasTree) return undefined;
    const stopped = new AbortController();
    ask("history", {}, stopped.signal)
      .then((answer) => setVersions(versionsOf(answer)))
      .catch(() => {
        if (!stopped.signal.aborted) setVersions([]);
      });
    return () => stopped.abort();
  }, []);
  return versions;
}

function versionsOf({ branches, tags, commits, standing }: HistoryAnswer): PaletteEntry[] {
  const links = linksAt(null);
  const entry = (name: string, detail: string, target: string): PaletteEntry => ({
    group: "versions",
    name,
    detail,
    address: target,
  });
  const { ofBranch, ofTag, ofCommit, since, merge } = words.palette;
  return [
    ...branches.flatMap(({ name }) => [
      entry(name, ofBranch, links.at(name)),
      ...(name === standing.ref
        ? []
        : [
            entry(name, since, links.changes(name, "HEAD")),
            entry(name, merge, `${links.merge}?${new URLSearchParams({ ref: name }).toString()}`),
          ]),
    ]),
    ...tags.flatMap(({ name }) => [
      entry(name, ofTag, links.at(name)),
      entry(name, since, links.changes(name, "HEAD")),
    ]),
    ...commits
      .slice(0, MOST_COMMITS)
      .map(({ hash, subject, git }) =>
        entry(git?.subject ?? subject, `${ofCommit} ${hash.slice(0, 8)}`, links.commit(hash)),
      ),
  ];
}
