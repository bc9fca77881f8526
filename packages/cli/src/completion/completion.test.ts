import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { shells } from "./completion-scripts.js";

const bin = join(__dirname, "../../bin/stemma.js");
const stemma = (...args: string[]): string =>
  execFileSync(process.execPath, [bin, ...args], { encoding: "utf8" });

const script = stemma("completion", "bash");

/** What bash offers at the end of a line. */
function offered(...words: string[]): string[] {
  const ask = `${script}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _stemma; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const output = execFileSync("bash", ["-c", ask, "bash", "stemma", ...words], { encoding: "utf8" });
  return output.split("\n").filter((line) => line !== "");
}

describe("completion", () => {
  it("offers commands, those of a command, and flags, in a real bash", () => {
    expect(offered("doc")).toEqual(
      ["document", "doctor"].sort((a, b) => script.indexOf(a) - script.indexOf(b)),
    );
    expect(offered("collection", "q")).toEqual(["query"]);
    expect(offered("-C", "/tmp/a b", "setup", "--fi")).toEqual(["--find-links"]);
    expect(offered("document", "--bud")).toEqual(["--budget"]);
    expect(offered("search", "where $(touch /no) `x`", "--pa")).toEqual(["--path"]);
    expect(offered("nothing-such")).toEqual([]);
  });

  it("names commands, those of commands, and flags in each shell's script", () => {
    for (const shell of shells) {
      const text = shell === "bash" ? script : stemma("completion", shell);
      for (const word of ["document", "collection", "query", "completion"]) expect(text).toContain(word);
      for (const flag of ["find-links", "budget", "state-dir"])
        expect(text).toContain(shell === "fish" ? `-l ${flag}` : `--${flag}`);
    }
  });

  it("is in the help, where commands stand in groups", () => {
    const help = stemma("--help");
    expect(help).toMatch(
      /Documentation:\n\s+document[^]*History:\n\s+commit[^]*Chroma by hand:\n\s+collection/u,
    );
    expect(help).toMatch(/Setting up:\n[^]*completion <shell>/u);
  });
});
