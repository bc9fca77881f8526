import * as z from "zod";

/** Longest name or id, in UTF-16 units. */
const LONGEST_NAME = 4_000;
/** Longest document. */
const LONGEST_TEXT = 200_000;
/** Most records of one call. */
const MOST = 5_000;

export const name = z.string().max(LONGEST_NAME);
export const ids = z.array(name).max(MOST);
export const texts = z.array(z.string().max(LONGEST_TEXT)).max(MOST);
export const object = z.record(z.string(), z.unknown());
export const objects = z.array(object.nullable()).max(MOST);
/** Python's `None` may be said or left out. */
export const count = z.number().int().min(0).max(1_000_000).nullish();
