import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { StemmaProject } from "@stemma/pipeline";

/** What must never be more than text, wherever a tree says it. */
export const ATTACK = '<script>attack()</script><img src=x onerror="attack()">';

const files: Readonly<Record<string, string>> = {
  "shop/prices.py": [
    '"""Prices of goods.',
    "",
    ATTACK,
    "![pixel](http://evil.example/p.png) [link](javascript:attack())",
    '"""',
    "",
    "class Tariff:",
    `    """What customers pay. ${ATTACK}"""`,
    "",
    "    def of(self, item):",
    '        """Looks a price up, in cents."""',
    "        return rounded(self.table[item])",
    "",
    "def rounded(price):",
    "    # rounded(price) in a comment is no call",
    '    return round(price) if price else "</script><!--"',
    "",
  ].join("\n"),
  "shop/main.py": [
    '"""Begins here."""',
    "from shop.prices import Tariff",
    "",
    "def run(item):",
    '    """Sells one piece."""',
    "    return Tariff().of(item)",
    "",
  ].join("\n"),
  "README.md": `# Shop\n\n${ATTACK}\n\nPrices come from \`Tariff.of\` in \`shop/prices.py\`.\n`,
  "<img src=x onerror=attack()>.py": `def named():\n    """In a file of a bad name. \u202e"""\n`,
  "a#b c.py": "def odd():\n    pass\n",
};

/** A documented tree under git that wishes no good, beside a file that is nobody's business. */
export interface HostileTree {
  readonly root: string;
  remove(): Promise<void>;
}

export async function documentHostileTree(): Promise<HostileTree> {
  const place = await mkdtemp(join(tmpdir(), "stemma-web-"));
  const root = join(place, "tree");
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await writeFile(join(place, "secret.py"), "OUTSIDE = 'of the tree'\n");
  await symlink(join(place, "secret.py"), join(root, "link.py"));
  const git = (...args: string[]): unknown =>
    execFileSync("git", ["-C", root, "-c", "user.name=A", "-c", "user.email=a@example.com", ...args], {
      stdio: "pipe",
    });
  git("init", "--quiet", "--initial-branch", "main");
  git("add", ".");
  git("commit", "--quiet", "--message", `Begin ${ATTACK}`);
  await using project = await StemmaProject.create(root);
  await project.document();
  return { root, remove: () => rm(place, { recursive: true, force: true }) };
}
