import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../../../cli/bin/stemma.js", import.meta.url));

const ATTACK =
  "<script>document.title = 'attacked'</script><img src=x onerror=\"document.title = 'attacked'\">";

const FILES = {
  "README.md": `# Shop\n\nSells goods to people who pay. ${ATTACK}\n\n## Prices\n\nThey come from \`Tariff.of\` in \`shop/prices.py\`.\n`,
  "shop/prices.py": `"""Prices of goods. ${ATTACK}"""\n\n\nclass Tariff:\n    """What customers pay."""\n\n    def of(self, item):\n        """Looks a price up, in cents."""\n        return rounded(self.table[item])\n\n\ndef rounded(price):\n    """Rounds a price to whole cents."""\n    return round(price)\n`,
  "shop/main.py": `"""Begins here."""\nfrom shop.prices import Tariff\n\n\ndef run(item):\n    """Sells one piece."""\n    return Tariff().of(item)\n`,
  "tests/test_prices.py": `from shop.prices import rounded\n\n\ndef test_rounded():\n    assert rounded(1.2) == 1\n`,
  "<b>.py": "def odd():\n    pass\n",
};

/** When the first commit was made; each other one a minute later, since git lists those of one second in no certain order. */
const BEGUN = Date.parse("2026-01-02T03:04:05Z");
const MINUTE = 60_000;

/** A tree under git with two documented commits, in a folder of its own. */
export class SampleTree {
  #commits = 0;

  constructor() {
    this.place = mkdtempSync(join(tmpdir(), "stemma-e2e-"));
    this.root = join(this.place, "shop");
    this.environment = { ...process.env, XDG_STATE_HOME: join(this.place, "state") };
    for (const [path, text] of Object.entries(FILES)) this.write(path, text);
    this.git("init", "--quiet", "--initial-branch", "main");
    // Whoever runs this is nobody to the page.
    this.git("config", "user.name", "Ada");
    this.git("config", "user.email", "ada@example.org");
    this.commit(`Begin ${ATTACK}`);
    this.stemma("document", "--quiet");
    this.write(
      "shop/prices.py",
      FILES["shop/prices.py"].replace("Looks a price up, in cents.", "Looks a price up, in whole euros."),
    );
    this.commit("Price in euros");
    this.stemma("document", "--quiet");
    this.git("switch", "--quiet", "--create", "aside");
    this.write("notes.txt", "Nothing to document.\n");
    this.commit("Only in git");
    this.git("switch", "--quiet", "main");
  }

  write(path, text) {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  git(...args) {
    const date = new Date(BEGUN + this.#commits * MINUTE).toISOString();
    const env = { ...this.environment, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
    execFileSync("git", ["-C", this.root, ...args], { env, stdio: "pipe" });
  }

  commit(message) {
    this.git("add", ".");
    this.#commits++;
    this.git("commit", "--quiet", "--message", message);
  }

  stemma(...args) {
    return execFileSync(process.execPath, [bin, "-C", this.root, ...args], {
      env: this.environment,
      encoding: "utf8",
    });
  }

  remove() {
    rmSync(this.place, { recursive: true, force: true });
  }
}

export { bin };
