// Keeps the state of today's version for the versions to come: documents a small tree on two git branches, once by rule and
// once by a model that is paid, pushes the history to a remote, and packs tree, state and remote into one archive. Run by hand
// before a format changes. Usage: node keep-state.mjs <archive.tgz>
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { answerWith, startScriptedModel } from "@stemma/test-cleanup";
import { execa } from "execa";

const [archive] = process.argv.slice(2);
if (archive === undefined) throw new Error("usage: node keep-state.mjs <archive.tgz>");

const files = {
  "shop/basket.py":
    '"""What a customer wants to buy."""\nfrom shop.prices import price_of\n\n\nclass Basket:\n    """Holds the chosen goods until they are paid."""\n\n    def total(self):\n        return sum(price_of(item) for item in self.items)\n',
  "shop/prices.py":
    'def price_of(item):\n    """Looks up how much money one piece costs, in cents."""\n    return {\'apple\': 40, \'pear\': 50}[item]\n',
  "web/cart.ts":
    "/** Adds one piece to the cart that the page shows. */\nexport function add(cart: string[], item: string): string[] {\n  return [...cart, item];\n}\n",
};
const bin = fileURLToPath(new URL("../../cli/bin/stemma.js", import.meta.url));
const work = await mkdtemp(join(tmpdir(), "stemma-keep-"));
const tree = join(work, "kept", "tree");
const remote = join(work, "kept", "remote");
const author = { GIT_AUTHOR_NAME: "Keeper", GIT_AUTHOR_EMAIL: "keeper@example.org" };
const committer = { GIT_COMMITTER_NAME: "Keeper", GIT_COMMITTER_EMAIL: "keeper@example.org" };

const model = await startScriptedModel(({ prompt }) =>
  answerWith(prompt.includes("`discount`") ? "Grants a tenth off." : "Paid for, part of a small store."),
);
const git = (...args) => execa("git", args, { cwd: tree, env: { ...author, ...committer } });
const stemma = (args, env = {}) => execa(process.execPath, [bin, "-C", tree, ...args], { env });

try {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text);
  }
  await git("init", "--initial-branch=main");
  await git("add", ".");
  await git("-c", "commit.gpgsign=false", "commit", "-m", "Open the store");
  await stemma(["document", tree]);
  await stemma(["tag", "opened"]);
  await git("switch", "-c", "discounts");
  await writeFile(
    join(tree, "shop/discounts.py"),
    "from shop.prices import price_of\n\n\ndef discount(item):\n    return price_of(item) // 10\n",
  );
  await git("add", ".");
  await git("-c", "commit.gpgsign=false", "commit", "-m", "Grant discounts");
  await stemma(["document", tree], {
    STEMMA_LLM_PROVIDER: "openai-compatible",
    STEMMA_LLM_MODEL: "scripted",
    STEMMA_LLM_BASE_URL: model.url,
  });
  await stemma(["remote", "add", "origin", `file://${remote}`]);
  await stemma(["push"]);
  await execa("tar", ["-czf", resolve(archive), "-C", join(work, "kept"), "tree", "remote"]);
} finally {
  await model.close();
  await rm(work, { recursive: true, force: true });
}
