import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../../../cli/bin/stemma.js", import.meta.url));

/** A documented tree in a folder of its own, with a server. */
export class ServedTree {
  #place = mkdtempSync(join(tmpdir(), "stemma-page-benchmark-"));
  #server;
  #isDocumented = false;
  root = join(this.#place, "tree");

  /** The commit that is checked out in a repository. */
  static clone(repository) {
    const tree = new ServedTree();
    execFileSync("git", ["clone", "--quiet", "--depth=20", "--no-local", repository, tree.root], {
      stdio: "inherit",
    });
    return tree;
  }

  /** One that is documented already, which stays as it is. */
  static documented(root) {
    const tree = new ServedTree();
    tree.root = root;
    tree.#isDocumented = true;
    return tree;
  }

  /** Python files of functions that call each other, documented by rule. */
  static ofSymbols(count) {
    const tree = new ServedTree();
    const perFile = 40;
    for (let file = 0; file * perFile < count; file++) {
      const path = join(tree.root, `part${file % 50}`, `module${file}.py`);
      mkdirSync(dirname(path), { recursive: true });
      const functions = Array.from({ length: perFile }, (_, at) => {
        const name = `work_${file}_${at}`;
        const next = at + 1 < perFile ? `work_${file}_${at + 1}(value)` : "value";
        return `def ${name}(value):\n    """Does step ${at} of module ${file}."""\n    return ${next}\n`;
      });
      writeFileSync(path, functions.join("\n\n"));
    }
    return tree;
  }

  /** @returns {number} Seconds that it took; 0 where it was documented. */
  document() {
    if (this.#isDocumented) return 0;
    const startedAt = performance.now();
    execFileSync(process.execPath, [bin, "-C", this.root, "document", "--quiet", "--no-fill"], {
      env: this.#environment(),
      stdio: ["ignore", "ignore", "inherit"],
    });
    return (performance.now() - startedAt) / 1_000;
  }

  async serve() {
    const server = spawn(process.execPath, [bin, "serve", this.root, "--json"], {
      env: this.#environment(),
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#server = server;
    const [printed] = await once(server.stdout, "data");
    this.link = JSON.parse(String(printed)).link;
    const { origin, port, searchParams } = new URL(this.link);
    this.origin = origin;
    this.port = Number(port);
    this.headers = { cookie: `stemma-${port}=${searchParams.get("token")}` };
    return this.link;
  }

  /** Resident memory of the server in MB. */
  memory() {
    const status = readFileSync(`/proc/${this.#server.pid}/status`, "utf8");
    return Math.round(Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1]) / 1_024);
  }

  /** Seconds of processor time that the server has had. */
  processorTime() {
    const fields = readFileSync(`/proc/${this.#server.pid}/stat`, "utf8").split(") ")[1].split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }

  async ask(question, given = {}) {
    const response = await fetch(`${this.origin}/api/${question}?${new URLSearchParams(given)}`, {
      headers: /** @type {Record<string, string>} */ (this.headers),
    });
    return { status: response.status, body: await response.json() };
  }

  async remove() {
    if (this.#server !== undefined && this.#server.exitCode === null) {
      this.#server.kill("SIGINT");
      await once(this.#server, "exit");
    }
    rmSync(this.#place, { recursive: true, force: true });
  }

  #environment() {
    return { ...process.env, XDG_STATE_HOME: join(this.#place, "state") };
  }
}
