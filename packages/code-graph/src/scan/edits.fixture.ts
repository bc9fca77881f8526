import * as fc from "fast-check";
import { linesFor } from "./edit-lines.fixture.js";

/** One change to a tree. */
export type Edit =
  | { readonly kind: "write"; readonly path: string; readonly lines: readonly string[] }
  /** One line of a file is put in, taken out or replaced by another; all others stay. */
  | { readonly kind: "line"; readonly path: string; readonly at: number; readonly line: string | null }
  | { readonly kind: "delete"; readonly path: string }
  | { readonly kind: "move"; readonly from: string; readonly to: string }
  | { readonly kind: "copy"; readonly from: string; readonly to: string }
  /** Two files or folders take each other's place. */
  | { readonly kind: "swap"; readonly a: string; readonly b: string }
  | { readonly kind: "link"; readonly from: string; readonly to: string }
  /** The whole tree as it was before a round, as after checking out another commit. */
  | { readonly kind: "restore"; readonly round: number };

/** Edits, and how the scan after them ends. */
export interface EditRound {
  readonly edits: readonly Edit[];
  /** Killed when the graph is written and its facts are not: the next scan has to get over that. */
  readonly isKilled: boolean;
}

const PATHS = [
  "pkg/__init__.py",
  "pkg/one.py",
  "pkg/two.py",
  "pkg/sub/__init__.py",
  "pkg/sub/one.py",
  "pkg/sub/two.py",
  "lib/one.py",
  "one.py",
  "main.py",
  "pkg/one.ts",
  "pkg/two.js",
  "pkg/index.ts",
  "web/one.ts",
  "web/main.ts",
  "web/index.js",
  "pkg/one.go",
  "pkg/two.go",
  "web/one.go",
  "main.go",
  "pkg/One.java",
  "web/Two.java",
  "pkg/one.h",
  "pkg/one.c",
  "pkg/two.h",
  "web/one.cc",
  "main.c",
];
/** Paths that files move to besides, some of them differing by case alone. */
const OTHER_PATHS = [
  "pkg/three.py",
  "pkg/ONE.py",
  "pkg/one.tsx",
  "web/One.ts",
  "src/pkg/one.py",
  "include/pkg/one.h",
  "pkg",
];
const FOLDERS = ["pkg", "web", "pkg/sub", "lib", "Pkg", "src/pkg"];
const MANIFESTS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  ".gitignore": [["two.*"], ["/pkg/one.py", "!one.ts"], ["sub/"], []],
  "pkg/.stemmaignore": [["two.*"], ["*.go", "!two.go"], []],
  "package.json": [
    ['{ "name": "me", "exports": "./web/one.ts" }'],
    ['{ "name": "me", "exports": "./pkg/index.ts", "imports": { "#one": "./pkg/one.ts" } }'],
    ['{ "imports": { "#one": "./web/one.ts" } }'],
    ["{"],
  ],
  "pkg/package.json": [['{ "name": "me", "main": "one.ts" }'], ['{ "name": "@one" }']],
  "tsconfig.json": [
    ['{ "compilerOptions": { "paths": { "@one": ["./web/one"] } } }'],
    ['{ "compilerOptions": { "paths": { "@one": ["./pkg/one"], "me": ["./web"] } } }'],
    ['{ "compilerOptions": { "baseUrl": "pkg" } }'],
  ],
  "README.md": [["# m", "", "What this tree is good for."], ["## Only a section"]],
  "pkg/readme.rst": [["A package of many parts."], ["A package of few parts only."], [""]],
  "go.mod": [["module example.org/m"], ["module example.org/m/pkg"], ["module example.org/other"]],
};

const oneOf = <T>(items: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...items);
const anyPath = oneOf([...PATHS, ...FOLDERS]);
const anyTarget = oneOf([...PATHS, ...FOLDERS, ...OTHER_PATHS]);

const write: fc.Arbitrary<Edit> = oneOf(PATHS).chain((path) =>
  fc.record({
    kind: fc.constant("write" as const),
    path: fc.constant(path),
    lines: fc.array(oneOf(linesFor(path)), { maxLength: 6 }),
  }),
);
const writeManifest: fc.Arbitrary<Edit> = oneOf(Object.keys(MANIFESTS)).chain((path) =>
  fc.record({
    kind: fc.constant("write" as const),
    path: fc.constant(path),
    lines: oneOf(MANIFESTS[path] ?? [[]]),
  }),
);
const line: fc.Arbitrary<Edit> = oneOf(PATHS).chain((path) =>
  fc.record<Extract<Edit, { kind: "line" }>>({
    kind: fc.constant("line" as const),
    path: fc.constant(path),
    at: fc.nat({ max: 12 }),
    line: fc.option(oneOf(linesFor(path)), { nil: null }),
  }),
);
const remove: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constant("delete" as const),
  path: oneOf([...PATHS, ...FOLDERS, ...Object.keys(MANIFESTS)]),
});
const moveOrCopy: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom("move" as const, "move" as const, "copy" as const),
  from: anyPath,
  to: anyTarget,
});
const link: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constant("link" as const),
  from: anyPath,
  to: anyTarget,
});
const swap: fc.Arbitrary<Edit> = fc.record({ kind: fc.constant("swap" as const), a: anyPath, b: anyPath });
const restore: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constant("restore" as const),
  round: fc.nat({ max: 4 }),
});

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 8, arbitrary: write },
  { weight: 4, arbitrary: line },
  { weight: 2, arbitrary: writeManifest },
  { weight: 2, arbitrary: remove },
  { weight: 4, arbitrary: moveOrCopy },
  { weight: 1, arbitrary: swap },
  { weight: 1, arbitrary: link },
  { weight: 1, arbitrary: restore },
);

/** Rounds of edits; the tree is scanned after each round. The first makes enough for the others to change. */
export const editRounds: fc.Arbitrary<EditRound[]> = fc
  .tuple(
    fc.array(fc.oneof({ weight: 5, arbitrary: write }, { weight: 1, arbitrary: writeManifest }), {
      minLength: 2,
      maxLength: 14,
    }),
    fc.array(
      fc.record({
        edits: fc.array(edit, { minLength: 1, maxLength: 6 }),
        isKilled: fc.nat({ max: 7 }).map((number) => number === 7),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([first, others]) => [{ edits: first, isKilled: false }, ...others]);
