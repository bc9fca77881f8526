import type { NodeOutline } from "@stemma/graph-store";
import type { TextOrigin } from "../origin/text-origin.js";

/** A node as a page names it, with its place and what its documentation says in one or two sentences. */
export interface WikiReference {
  readonly node: NodeOutline;
  readonly summary: string;
  /** 1 for a certain relation, less for a candidate. */
  readonly confidence: number;
  /** Of calls and mentions: where they stand in the file of whoever calls or mentions. Not of earlier versions. */
  readonly lines?: readonly number[] | undefined;
}

/** A class, function or nested definition on the page of its file. */
export interface WikiSymbol {
  readonly node: NodeOutline;
  readonly signature: string | null;
  readonly documentation: string;
  readonly origin: TextOrigin | null;
  readonly summary: string;
  readonly bases: readonly WikiReference[];
  readonly callers: readonly WikiReference[];
  readonly callees: readonly WikiReference[];
  /** Texts that name it, with the lines where. */
  readonly mentionedIn: readonly WikiReference[];
}

/** The page of a folder; the root's is the overview. */
export interface FolderPage {
  readonly kind: "folder";
  readonly node: NodeOutline;
  readonly documentation: string;
  /** `null` where nothing is documented. */
  readonly origin: TextOrigin | null;
  /** Texts that name the folder, with the lines where. */
  readonly mentionedIn: readonly WikiReference[];
  /** Folders first, then files, by name. */
  readonly children: readonly WikiReference[];
  /** Which of the children's folders and files use which others: pairs of their ids, each with the number of relations. */
  readonly uses: readonly { readonly fromId: string; readonly toId: string; readonly count: number }[];
}

/** The page of a file with all that it defines. */
export interface FilePage {
  readonly kind: "file";
  readonly node: NodeOutline;
  readonly documentation: string;
  readonly origin: TextOrigin | null;
  readonly summary: string;
  readonly imports: readonly WikiReference[];
  readonly importedBy: readonly WikiReference[];
  /** Texts that name the file itself, with the lines where. */
  readonly mentionedIn: readonly WikiReference[];
  /** In the order of the text. */
  readonly symbols: readonly WikiSymbol[];
}

/** One page of a wiki, as data: whoever shows it decides how it looks. */
export type WikiPage = FolderPage | FilePage;
