import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AnyLanguage } from "../languages/language.js";
import { lua } from "../testing/lua/lua.fixture.js";
import { type LabelledCase, parseCases } from "./labelled-cases.fixture.js";

/** The labelled cases of one folder beside this file. */
export interface CaseSuite {
  readonly folder: string;
  /** So many there are at least: an empty folder shows nothing. */
  readonly leastCases: number;
  /** Languages to scan with; those of the product where it is left out. */
  readonly languages?: readonly AnyLanguage[];
}

export const CASE_SUITES: readonly CaseSuite[] = [
  { folder: "python", leastCases: 60 },
  { folder: "ecmascript", leastCases: 60 },
  { folder: "go", leastCases: 60 },
  { folder: "java", leastCases: 60 },
  { folder: "texts", leastCases: 10 },
  { folder: "definitions", leastCases: 60 },
  { folder: "c", leastCases: 60 },
  { folder: "cpp", leastCases: 60 },
  { folder: "lua", leastCases: 20, languages: [lua] },
];

/** Cases of a folder by the file that they are in. */
export function readTopics(
  folder: string,
): { readonly topic: string; readonly cases: readonly LabelledCase[] }[] {
  return readdirSync(join(__dirname, folder)).map((file) => ({
    topic: file.replace(/\.txt$/, ""),
    cases: parseCases(readFileSync(join(__dirname, folder, file), "utf8")),
  }));
}
