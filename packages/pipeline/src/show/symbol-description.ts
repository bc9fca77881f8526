import type { TextOrigin } from "../origin/text-origin.js";

/** A node that calls or is called by the one shown, or that one of them inherits from. */
export interface RelatedSymbol {
  readonly id: string;
  readonly path: string;
  readonly line: number;
  /** 1 for a certain call, less for a candidate of a dynamic one. */
  readonly confidence: number;
  /** Lines of the calls, in the file of whoever calls; none where it is no call. */
  readonly callLines: readonly number[];
}

/** All that is known of one file or symbol. */
export interface SymbolDescription {
  readonly id: string;
  readonly kind: string;
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly signature: string | null;
  readonly documentation: string;
  /** Of a text that a person wrote in place of what is made: whether its source, or what is made, has changed since. Else `null`. */
  readonly edited: { readonly isStale: boolean } | null;
  /** Who wrote the documentation, for example `"extractive"`. */
  readonly writtenBy: string;
  /** `null` where there is no documentation. */
  readonly origin: TextOrigin | null;
  /** ISO 8601, UTC. */
  readonly writtenAt: string;
  readonly source: string;
  readonly callers: readonly RelatedSymbol[];
  readonly callees: readonly RelatedSymbol[];
  /** What a class inherits from, as far as it is the tree's own. */
  readonly bases: readonly RelatedSymbol[];
  readonly subclasses: readonly RelatedSymbol[];
  /** Texts that name it; `callLines`: where. */
  readonly mentionedIn: readonly RelatedSymbol[];
}
