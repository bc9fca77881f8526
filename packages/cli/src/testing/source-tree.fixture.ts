import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A small source tree in a directory of its own. */
export interface SourceTree {
  readonly root: string;
  write(path: string, content: string | Uint8Array): Promise<void>;
  remove(): Promise<void>;
}

/** Two modules that use each other's names, so that there is something to resolve and to search. */
export const sampleFiles: Readonly<Record<string, string>> = {
  "shop/basket.py": [
    '"""What a customer wants to buy."""',
    "from shop.prices import price_of",
    "",
    "class Basket:",
    '    """Holds the chosen goods until they are paid."""',
    "    def total(self):",
    '        """Sums up what everything in it costs."""',
    "        return sum(price_of(item) for item in self.items)",
    "",
  ].join("\n"),
  "shop/prices.py": [
    "def price_of(item):",
    '    """Looks up how much money one piece costs, in cents."""',
    "    return {'apple': 40, 'pear': 50}[item]",
    "",
  ].join("\n"),
};

export async function createSourceTree(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<SourceTree> {
  const root = await mkdtemp(join(tmpdir(), "stemma-tree-"));
  const write = async (path: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  };
  for (const [path, content] of Object.entries(files)) await write(path, content);
  return { root, write, remove: () => rm(root, { recursive: true, force: true }) };
}
