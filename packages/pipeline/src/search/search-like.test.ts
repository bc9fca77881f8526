import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory, type IsolatedDirectory } from "@stemma/test-cleanup";
import { StemmaProject } from "../project/stemma-project.js";

const run = promisify(execFile);
const limitMs = 120_000;

describe("search by a symbol, and among what changed", () => {
  let directory: IsolatedDirectory;
  let root: string;
  let project: StemmaProject;
  const git = (...args: string[]) =>
    run("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], { cwd: directory.path });

  beforeAll(async () => {
    directory = await createIsolatedDirectory();
    // The tree is a folder of the repository: paths are the tree's.
    root = join(directory.path, "shop");
    await mkdir(root);
    await writeFile(join(root, "prices.py"), "def rounded(price):\n    return round(price, 2)\n");
    await writeFile(
      join(root, "sums.py"),
      "def rounded_sum(prices):\n    return round(sum(prices), 2)\n\n\ndef open_door(door):\n    door.open()\n",
    );
    await git("init", "-q");
    await git("add", ".");
    await git("commit", "-qm", "one");
    await writeFile(join(root, "new shop.py"), "def rounded_tax(price):\n    return round(price * 0.2, 2)\n");
    project = await StemmaProject.create(root);
    await project.document({ fill: false });
  }, limitMs);
  afterAll(async () => {
    await project.close();
    await directory.remove();
  });

  it(
    "finds what is like it, and not itself",
    async () => {
      const filter = { kinds: ["function"] };
      const found = await project.search("", { like: "prices.py#rounded", filter });
      expect(
        found
          .map(({ symbol }) => symbol)
          .slice(0, 2)
          .sort(),
      ).toEqual(["rounded_sum", "rounded_tax"]);
      expect(found.map(({ symbol }) => symbol)).not.toContain("rounded");
      await expect(project.search("", { like: "no_such" })).rejects.toMatchObject({
        code: "SYMBOL_NOT_FOUND",
      });
      await expect(project.search("a question", { like: "rounded" })).rejects.toMatchObject({
        code: "INVALID_ARGUMENT",
      });
    },
    limitMs,
  );

  it(
    "answers from files that differ from a commit of git, and refuses what git does not know",
    async () => {
      const changed = async (changedSince: string): Promise<string[]> =>
        (await project.search("price rounded", { filter: { changedSince, kinds: ["function"] } })).map(
          ({ path }) => path,
        );
      expect(await changed("HEAD")).toEqual(["new shop.py"]);
      await writeFile(join(root, "prices.py"), "def rounded(price):\n    return round(price, 3)\n");
      expect((await changed("HEAD")).sort()).toEqual(["new shop.py", "prices.py"]);
      for (const ref of ["no-such", "--output=stolen", ""])
        await expect(changed(ref)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
    },
    limitMs,
  );
});
