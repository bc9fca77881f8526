import { describe, expect, it } from "@jest/globals";
import { readComments } from "./comments.js";
import { readEffects } from "./effects.js";
import { raisedErrors } from "./raised-errors.js";

describe("what a source does, by its own words", () => {
  const effects = (language: string, ...lines: string[]): string[] =>
    readEffects(lines.join("\n"), language).map(({ kind, name, line }) => `${line} ${kind} ${name}`.trim());

  it("in Python", () => {
    expect(
      effects(
        "python",
        "def save(self, path):",
        "    # open(path, 'w') is what it was",
        "    global count",
        "    self.path = path",
        "    self.total += 1",
        "    if self.path == path: pass",
        "    note = \"requests.get('x')\"",
        "    with open(path, mode='w') as file: file.write(os.environ['HOME'])",
        "    requests.post(url)",
        "    subprocess.run(['ls'])",
        "    with open(path, 'r') as again: pass",
      ),
    ).toEqual([
      "3 globals count",
      "4 sets path",
      "5 sets total",
      "8 files",
      "8 environment HOME",
      "9 network",
      "10 processes",
    ]);
  });

  it("in TypeScript, Go and Java", () => {
    expect(
      effects(
        "typescript",
        "async save(path) {",
        "  this.#path = path; // this.other = 1",
        "  if (this.size === 1) pattern.exec(path);",
        "  await writeFile(path, process.env.HOME ?? `fetch(x)`);",
        "  await fetch(path).then((x) => this.fetch(x));",
        "  spawn('ls');",
      ),
    ).toEqual(["2 sets #path", "4 files", "4 environment HOME", "5 network", "6 processes"]);
    expect(effects("go", 'os.WriteFile(os.Getenv("HOME"), nil, 0)', "exec.Command(name)")).toEqual([
      "1 files",
      "1 environment HOME",
      "2 processes",
    ]);
    expect(effects("java", "this.count = count;", "Files.writeString(path, text);")).toEqual([
      "1 sets count",
      "2 files",
    ]);
    expect(
      effects("c", 'FILE *f = fopen(getenv("HOME"), "w");', "p->open(1); // fopen(x)", "execvp(name, args);"),
    ).toEqual(["1 files", "1 environment HOME", "3 processes"]);
    expect(
      effects("cpp", "this->size_ = 1;", "std::ofstream out(path);", "return this->size_ == 1;"),
    ).toEqual(["1 sets size_", "2 files"]);
    expect(raisedErrors('throw std::runtime_error("x"); throw Failure{1}; throw;', "cpp")).toEqual([
      "std::runtime_error",
      "Failure",
    ]);
    expect(effects("cobol", "OPEN OUTPUT FILE.")).toEqual([]);
  });

  it("which errors it raises, not those that it speaks of", () => {
    expect(
      raisedErrors("raise BadHeader(x)\n# raise Never\n'raise Not'\nraise errors.Late from e", "python"),
    ).toEqual(["BadHeader", "errors.Late"]);
  });
});

describe("what its comments say", () => {
  const said = (...lines: string[]): string[] => readComments(lines.join("\n"), "");

  it("as prose, a text for each block", () => {
    expect(
      said(
        "# Old proxies send a bare carriage return,",
        "# which counts as a line end here.",
        "x = 1",
        "// and another thought",
      ),
    ).toEqual([
      "Old proxies send a bare carriage return, which counts as a line end here.",
      "and another thought",
    ]);
  });

  it.each([
    [
      "a licence",
      ["# Copyright 2020 The Authors. All rights reserved.", "# Use of it is governed by a licence."],
    ],
    [
      "a banner",
      [
        "//////////////////////////////",
        "//////////     $ZodCatch     //////////",
        "//////////////////////////////",
      ],
    ],
    ["a note to do", ["# TODO: make this faster one day"]],
    ["code", ["# value = line.split()", "# return value of that"]],
    [
      "what goes on from a comment behind code",
      ["x = 1  # the number of all the", "       # things that there are"],
    ],
    ["what tools read", ["# noqa: C901 is too complex", "// eslint-disable-next-line no-console -- it must"]],
  ])("but not %s", (_what, lines) => {
    expect(said(...lines)).toEqual([]);
  });

  it("nor what the docstring says", () => {
    expect(readComments("# Parses a header line.\nx", "Parses a header\nline.")).toEqual([]);
  });
});
