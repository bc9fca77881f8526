import * as z from "zod";
import { placeSchema, relatedSchema } from "./place.js";
import { standingSchema } from "./standing.js";
import { sourceSchema } from "./tokens.js";

const answer = z.object({ standing: standingSchema });
/** Made on the server from Markdown: texts of the tree are escaped, nothing in it loads anything. */
const html = z.string();

/** What the project is. */
export const overviewSchema = answer.extend({
  view: z.literal("overview"),
  title: z.string(),
  documentation: html,
  /** Folders and files of the root. */
  parts: z.array(placeSchema),
  files: z.array(
    z.object({
      path: z.string(),
      lines: z.number(),
      places: z.number(),
      documented: z.number(),
      isTest: z.boolean(),
    }),
  ),
  entryPoints: z.array(z.object({ path: z.string(), reaches: z.number() })),
});
export type OverviewAnswer = z.output<typeof overviewSchema>;

/** What a folder holds. */
const folderSchema = answer.extend({
  view: z.literal("folder"),
  place: placeSchema,
  documentation: html,
  mentionedIn: z.array(relatedSchema),
  parts: z.array(placeSchema),
  uses: z.array(z.object({ from: z.string(), to: z.string(), count: z.number() })),
});
export type FolderAnswer = z.output<typeof folderSchema>;

const definedSchema = placeSchema.extend({
  endLine: z.number(),
  signature: z.string().nullable(),
  documentation: html,
  bases: z.array(relatedSchema),
  callers: z.array(relatedSchema),
  callees: z.array(relatedSchema),
  /** Texts that name it; the lines are theirs. */
  mentionedIn: z.array(relatedSchema),
});
/** A class or function on the page of its file. */
export type Defined = z.output<typeof definedSchema>;

/** What a file defines, and its source. */
const fileSchema = answer.extend({
  view: z.literal("file"),
  place: placeSchema,
  documentation: html,
  imports: z.array(relatedSchema),
  importedBy: z.array(relatedSchema),
  mentionedIn: z.array(relatedSchema),
  symbols: z.array(definedSchema),
  /** `null` for an earlier version, and where the file can't be read. */
  source: sourceSchema.nullable(),
});
export type FileAnswer = z.output<typeof fileSchema>;

/** All that is known of one symbol. */
const symbolSchema = answer.extend({
  view: z.literal("symbol"),
  symbol: definedSchema,
  writtenBy: z.string(),
  writtenAt: z.string(),
  /** The text was made or accepted here. */
  isMadeHere: z.boolean(),
  subclasses: z.array(relatedSchema),
  source: sourceSchema.nullable(),
});
export type SymbolAnswer = z.output<typeof symbolSchema>;

/** A name that several have. */
const severalSchema = answer.extend({
  view: z.literal("several"),
  name: z.string(),
  places: z.array(placeSchema),
});
export type SeveralAnswer = z.output<typeof severalSchema>;

/** A place by its id or name, as what it is. */
export const placeAnswerSchema = z.discriminatedUnion("view", [
  folderSchema,
  fileSchema,
  symbolSchema,
  severalSchema,
]);
export type PlaceAnswer = z.output<typeof placeAnswerSchema>;

/** What was found. */
export const searchSchema = answer.extend({
  view: z.literal("search"),
  query: z.string(),
  /** Which places may answer; `null` where nothing was asked of them. */
  filter: z
    .object({
      path: z.string().nullable(),
      language: z.string().nullable(),
      kind: z.string().nullable(),
      noTests: z.boolean(),
    })
    .nullable(),
  results: z.array(placeSchema.extend({ because: z.enum(["name", "words", "meaning", "model"]) })),
});
export type SearchAnswer = z.output<typeof searchSchema>;
