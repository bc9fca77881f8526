import type { NodeLabel } from "@stemma/graph-store";
import type { CitedAnswer } from "@stemma/llm/grounding";

/** Something that a node's text is made from, with what is documented of it. */
export interface ItemReference {
  readonly id: string;
  /** How the node depends on it. */
  readonly as: "contains" | "calls" | "imports" | "inherits from";
  readonly summary: string | null;
}

/** One text that is to be written: bounded, with all that it is to be written from. */
export interface WorkItem {
  readonly id: string;
  readonly kind: NodeLabel;
  readonly path: string;
  readonly startLine: number | null;
  readonly endLine: number | null;
  readonly signature: string | null;
  /** What its author says of it, where the source does not hold it. */
  readonly docstring: string | null;
  /** Its own source with the number of each line before it, the bodies of nested definitions elided; secrets are masked. */
  readonly source: string;
  /** Lines of the source that had no room. */
  readonly sourceLinesLeft: number;
  /** The class or function that it is defined in. */
  readonly owner: string | null;
  /** Some of those that use it. */
  readonly usedBy: readonly string[];
  readonly dependsOn: readonly ItemReference[];
  /** What is written of it now, by rule. */
  readonly present: string | null;
  /** To be given with the text, before {@link WorkItem.leaseEndsAt}. */
  readonly lease: string;
  /** ISO 8601, UTC. */
  readonly leaseEndsAt: string;
}

/** What is to be written now. */
export interface NextWork {
  readonly items: readonly WorkItem[];
  /** Texts in the scope that no model has written yet, those of `items` with them. */
  readonly open: number;
  /** Of those: others are writing them. */
  readonly leased: number;
  /** Answers of an earlier submission that were lost and are stored again, by id. */
  readonly recalled: readonly string[];
  /** Nothing can be written before the tree is documented again: what the open ones are made from is out of date. */
  readonly mustDocument: boolean;
}

/** A text that was written. */
export interface SubmittedText {
  readonly id: string;
  readonly lease: string;
  /** The text, or its sentences with what each cites: lines of the item's source, `docstring`, or ids of what it depends on. */
  readonly text: string | CitedAnswer;
  /** The model that wrote it, as it calls itself. */
  readonly model: string;
}

/** A sentence that what it cites does not bear. */
export interface UnsupportedSentence {
  readonly text: string;
  /** Names and numbers that are not there; empty where it cites nothing that is there. */
  readonly missing: readonly string[];
}

/** A text that was taken. */
export interface AcceptedText {
  readonly id: string;
  readonly summary: string;
  /** The same text was there already. */
  readonly wasThere: boolean;
  /** Words that look like names and stand nowhere in the tree. */
  readonly doubtfulNames: readonly string[];
  /** Sentences whose citations do not bear them; always empty for a text without any. */
  readonly unsupported: readonly UnsupportedSentence[];
  /** Secrets, or what spoke to models, were taken out of it. */
  readonly wasChanged: boolean;
}
