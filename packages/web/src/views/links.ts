import { createContext } from "preact";
import { useContext } from "preact/hooks";

/** Addresses of the views for reading: those of the server differ from those of an export. */
export interface Links {
  readonly overview: string;
  /** A folder, file or symbol, by its id. */
  place(id: string): string;
  /** A line of the source of a file. */
  line(path: string, line: number): string;
}

/** Addresses that only a server has. */
export interface LiveLinks extends Links {
  readonly history: string;
  readonly collections: string;
  readonly merge: string;
  readonly run: string;
  commit(hash: string): string;
  changes(from: string, to: string): string;
  /** The tree as of a commit. */
  at(hash: string): string;
}

/** The addresses of what a view stands on. */
export const LinksContext = createContext<Links | null>(null);
export const LiveLinksContext = createContext<LiveLinks | null>(null);

export function useLinks(): Links {
  return given(useContext(LinksContext));
}

export function useLiveLinks(): LiveLinks {
  return given(useContext(LiveLinksContext));
}

function given<T>(links: T | null): T {
  if (links === null) throw new Error("this view stands where it has no addresses");
  return links;
}
