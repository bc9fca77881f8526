import { diffArrays } from "diff";

/** Two changes of one text as one. */
export interface MergedText {
  /** Where both changed the same, with marks as git sets them. */
  readonly text: string;
  readonly isClean: boolean;
}

/** A change of what stands from one piece of the text before to another. */
interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly pieces: readonly string[];
}

/** What git begins a conflict with, and what is left of it where somebody did not decide. */
const MARK = /^(?:<{7} |={7}$|>{7} |\|{7} )/mu;

/** Whether marks of a conflict are left in a text. */
export function hasConflictMarks(text: string): boolean {
  return MARK.test(text);
}

/** Merges a person's text with what was made anew, sentence by sentence, by the text that the person began with. */
export function mergeTexts(base: string, person: string, made: string): MergedText {
  const before = piecesOf(base);
  const ours = hunksOf(before, piecesOf(person));
  const theirs = hunksOf(before, piecesOf(made));
  let text = "";
  let isClean = true;
  let at = 0;
  while (ours.length + theirs.length > 0) {
    const group = nextGroup(ours, theirs);
    text += before.slice(at, group.from).join("");
    at = group.to;
    const [mine, other] = [group.ours, group.theirs].map((hunks) => applied(before, group, hunks));
    if (group.theirs.length === 0 || mine === other) text += mine ?? "";
    else if (group.ours.length === 0) text += other ?? "";
    else {
      isClean = false;
      text += marked(mine ?? "", before.slice(group.from, group.to).join(""), other ?? "");
    }
  }
  return { text: text + before.slice(at).join(""), isClean };
}

/** Lines and sentences, each with the space behind it, so that together they are the text. */
function piecesOf(text: string): string[] {
  return text.split(/(?<=\n)|(?<=[.!?]\s)(?=\S)/u).filter((piece) => piece !== "");
}

function hunksOf(before: readonly string[], after: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  let at = 0;
  let open: { from: number; to: number; pieces: string[] } | undefined;
  for (const { value, added, removed, count } of diffArrays([...before], [...after])) {
    if (!added && !removed) {
      if (open !== undefined) hunks.push(open);
      open = undefined;
      at += count;
      continue;
    }
    open ??= { from: at, to: at, pieces: [] };
    if (added) open.pieces.push(...value);
    else {
      at += count;
      open.to = at;
    }
  }
  if (open !== undefined) hunks.push(open);
  return hunks;
}

interface Group extends Pick<Hunk, "from" | "to"> {
  readonly ours: readonly Hunk[];
  readonly theirs: readonly Hunk[];
}

/** Takes the first changes of both sides that touch one another. */
function nextGroup(ours: Hunk[], theirs: Hunk[]): Group {
  const from = Math.min(ours[0]?.from ?? Infinity, theirs[0]?.from ?? Infinity);
  let to = from;
  const taken = { ours: [] as Hunk[], theirs: [] as Hunk[] };
  const take = (hunks: Hunk[], into: Hunk[]): boolean => {
    const [first] = hunks;
    if (first === undefined || first.from > to) return false;
    hunks.shift();
    into.push(first);
    to = Math.max(to, first.to);
    return true;
  };
  while (take(ours, taken.ours) || take(theirs, taken.theirs));
  return { from, to, ...taken };
}

function applied(before: readonly string[], { from, to }: Group, hunks: readonly Hunk[]): string {
  let text = "";
  let at = from;
  for (const hunk of hunks) {
    text += before.slice(at, hunk.from).join("") + hunk.pieces.join("");
    at = hunk.to;
  }
  return text + before.slice(at, to).join("");
}

function marked(person: string, base: string, made: string): string {
  const line = (text: string): string => (text === "" || text.endsWith("\n") ? text : `${text.trimEnd()}\n`);
  return [
    "\n<<<<<<< what a person wrote\n",
    line(person),
    "||||||| what they began with\n",
    line(base),
    "=======\n",
    line(made),
    ">>>>>>> what is made now\n",
  ].join("");
}
