import type { Edit, EditRound } from "./edits.fixture.js";

/** Edits after which scans were once wrong; the property found each of them. */
export const foundRounds: readonly { readonly name: string; readonly rounds: readonly EditRound[] }[] = [
  {
    name: "a folder stands where a file was, moved there from elsewhere",
    rounds: rounds(
      [
        { kind: "write", path: "web/main.ts", lines: [] },
        { kind: "write", path: "pkg/one.ts", lines: ['import { run, Tool } from "./one.js";'] },
      ],
      [
        { kind: "delete", path: "web/main.ts" },
        { kind: "move", from: "pkg", to: "web/main.ts" },
        { kind: "write", path: "web/one.go", lines: ["package pkg"] },
      ],
    ),
  },
  {
    name: "a file moves into a folder, which moves onto the path that the file has left",
    rounds: rounds(
      [
        {
          kind: "write",
          path: "main.py",
          lines: ["def main(tool: Tool):\n    tool.use()\n    Saw().use()"],
        },
        { kind: "write", path: "pkg/other.py", lines: [] },
      ],
      [
        { kind: "move", from: "main.py", to: "pkg/__init__.py" },
        { kind: "move", from: "pkg", to: "main.py" },
        { kind: "write", path: "pkg/one.ts", lines: [] },
      ],
    ),
  },
  {
    name: "a scan of other settings was killed before it kept what it found, and they are as before",
    rounds: [
      ...rounds([
        { kind: "write", path: "web/one.ts", lines: ["export function run() { helper(); }"] },
        { kind: "write", path: "pkg/one.ts", lines: ["export function run() { helper(); }"] },
        { kind: "write", path: "web/main.ts", lines: ['import { run as mapped } from "@one";\nmapped();'] },
        {
          kind: "write",
          path: "tsconfig.json",
          lines: ['{ "compilerOptions": { "paths": { "@one": ["./web/one"] } } }'],
        },
      ]),
      {
        edits: [
          {
            kind: "write",
            path: "tsconfig.json",
            lines: ['{ "compilerOptions": { "paths": { "@one": ["./pkg/one"] } } }'],
          },
        ],
        isKilled: true,
      },
      ...rounds([{ kind: "restore", round: 1 }]),
    ],
  },
];

function rounds(...edits: readonly (readonly Edit[])[]): EditRound[] {
  return edits.map((round) => ({ edits: round, isKilled: false }));
}
