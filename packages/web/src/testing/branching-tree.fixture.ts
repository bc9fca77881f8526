import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Bursts, CallRunner, StemmaProject } from "@stemma/pipeline";

/** A documented tree under git, whose branches are made by a test. */
export class BranchingTree {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  /** One module of two functions, documented on `main`. */
  static async create(): Promise<BranchingTree> {
    const tree = new BranchingTree(await mkdtemp(join(tmpdir(), "stemma-web-branches-")));
    tree.git("init", "--quiet", "--initial-branch", "main");
    await tree.write("Rounds a price to cents.", "Sells one piece.");
    await tree.document("Begin");
    return tree;
  }

  /** What both functions say of themselves. */
  async write(rounds: string, sells: string, more = ""): Promise<void> {
    const text = [
      `def rounded(price):\n    """${rounds}"""\n    return round(price)\n`,
      `def sell(item):\n    """${sells}"""\n    return rounded(item.price)\n`,
      more,
    ].join("\n\n");
    await writeFile(join(this.root, "shop.py"), text);
  }

  async document(message: string): Promise<void> {
    this.git("add", ".");
    this.git("commit", "--quiet", "--message", message);
    await this.documentAgain();
  }

  /** As the files are, without a commit of git's. */
  async documentAgain(): Promise<void> {
    await using project = await StemmaProject.create(this.root);
    await project.document();
  }

  /** git's branch, and the index with it. */
  async switchTo(branch: string, ...flags: readonly string[]): Promise<void> {
    this.git("switch", "--quiet", ...flags, branch);
    await this.#whenFree((project) => project.followGit());
  }

  git(...args: readonly string[]): void {
    const who = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
    execFileSync("git", ["-C", this.root, ...who, ...args], { stdio: "pipe" });
  }

  /** What the index says of a symbol, and where it stands. */
  look(id: string): Promise<{ readonly documentation: string; readonly commit: string }> {
    return this.#whenFree(async (project) => {
      const versions = await project.openHistory();
      const { commit } = await versions.position();
      const [collection] = await versions.repository.readCollections(commit);
      const wanted = { collection: collection?.id ?? "", ids: [id] };
      for await (const rows of versions.repository.readDocuments(commit, wanted))
        for (const row of rows) return { documentation: row.document ?? "", commit };
      return { documentation: "", commit };
    });
  }

  /** A server lets go of a tree a second after the last question. */
  #whenFree<T>(work: (project: StemmaProject) => Promise<T>): Promise<T> {
    const bursts = new Bursts({ open: () => StemmaProject.openNearest(this.root), idleMs: 0 });
    const cancelled = new AbortController().signal;
    const call = { name: "look", isHeavy: true, cancelled };
    return new CallRunner(bursts).ask(work, call).finally(() => bursts.close());
  }

  remove(): Promise<void> {
    return rm(this.root, { recursive: true, force: true });
  }
}
