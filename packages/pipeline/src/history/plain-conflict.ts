import type { WaitingConflict } from "@stemma/versions";
import { sourceFields } from "../index/index-record.js";

type Side = "base" | "ours" | "theirs";
type Conflict = WaitingConflict["conflict"];

/** One field of a conflict; a value is `null` where the side has none. */
export interface ConflictField {
  readonly field: string;
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
  /** The side that was decided for, or a text of one's own. */
  readonly decided: Side | "own" | null;
  /** The text of one's own. */
  readonly own: string | null;
}

/** A conflict in plain data, without vectors. */
export interface PlainConflict {
  readonly kind: "document" | "collection";
  readonly collection: string;
  /** `null` for a conflict about the collection itself. */
  readonly id: string | null;
  readonly isDecided: boolean;
  readonly fields: readonly ConflictField[];
}

/** For people and for JSON alike. */
export function plainConflict({ conflict, decision, isDecided }: WaitingConflict): PlainConflict {
  return {
    kind: conflict.kind,
    collection: conflict.collectionName,
    id: conflict.kind === "document" ? conflict.id : null,
    isDecided,
    fields: conflict.fields.map((field) => {
      const own = isAboutText(field) ? (decision?.content?.document ?? null) : null;
      return {
        field,
        base: valueOf(conflict, "base", field),
        ours: valueOf(conflict, "ours", field),
        theirs: valueOf(conflict, "theirs", field),
        decided: own === null ? sideFor(decision, field) : "own",
        own,
      };
    }),
  };
}

/** A text of one's own says of what it was written from that it stays as it is here. */
function sideFor(decision: WaitingConflict["decision"], field: string): Side | null {
  const { fields, take, content } = decision ?? {};
  const isOfOwnText = content !== undefined && sourceFields.some((key) => field === `metadata.${key}`);
  return fields?.[field] ?? (isOfOwnText ? "ours" : (take ?? null));
}

/** The text, or the document that is kept with it. */
export function isAboutText(field: string): boolean {
  return field === "content" || field === "existence";
}

/** A conflict about which nothing was decided yet. */
export function openConflict(conflict: Conflict): PlainConflict {
  return plainConflict({ conflict, decision: undefined, isDecided: false });
}

function valueOf(conflict: Conflict, side: Side, field: string): unknown {
  const row = conflict[side];
  if (field === "existence") return row === null ? "deleted" : "kept";
  if (row === null) return null;
  if (field === "name") return "name" in row ? row.name : null;
  if (field === "content") return "document" in row ? row.document : null;
  return row.metadata?.[field.replace(/^metadata\./, "")] ?? null;
}
