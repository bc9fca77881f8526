// The programs that are run in the empty folders: what a README tells to write.

/** Finds a note in a store in memory: `ids`. */
export const body = `
const python = await PythonContext.start({ packages: ["chromadb"], pythonPath: [chromaPythonPath()] });
const embedder = new MiniLmEmbedder({ python });
const chroma = await openChroma("memory:", { python });
const notes = await chroma.getOrCreateCollection({ name: "notes", embedder });
await notes.upsert({ ids: ["ferry", "soup"], documents: ["The ferry leaves at seven.", "Onion soup needs an hour."] });
const { ids } = await notes.query({ queryTexts: ["When does the boat go?"], nResults: 1 });
await embedder.close();
await chroma.close();
await python.close();`;

const names = "{ chromaPythonPath, MiniLmEmbedder, openChroma }";

/** Asks Python for a square root: `root`. */
export const small = `
const python = await PythonContext.start();
const root = await python.execute({ module: "math", name: "sqrt", args: [2] });
await python.close();`;

const test = (head) => `${head}
import { PythonContext } from "@stemma/python-context";
test("Python answers", async () => {${small}
  expect(root).toEqual({ ok: true, value: Math.SQRT2 });
}, 120000);
`;

/** @type {Record<string, string>} */
export const appFiles = {
  "esm.mjs": `import ${names} from "@stemma/chroma";
import { PythonContext } from "@stemma/python-context";
${body}
console.log(JSON.stringify(ids));
`,
  "commonjs.cjs": `const ${names} = require("@stemma/chroma");
const { PythonContext } = require("@stemma/python-context");
(async () => {${body}
console.log(JSON.stringify(ids));
})();
`,
  "small.mjs": `import { PythonContext } from "@stemma/python-context";
${small}
console.log(JSON.stringify(root));
`,
  "typed.mts": `import ${names} from "@stemma/chroma";
import { StemmaProject } from "@stemma/pipeline";
import { PythonContext, setUpPython } from "@stemma/python-context";
${body}
export const found: readonly (readonly string[])[] = ids;
export async function best(question: string): Promise<string | undefined> {
  await using project = await StemmaProject.create(".");
  return (await project.search(question))[0]?.symbol;
}
export const setUp: (options: { requirements: string[] }) => Promise<{ directory: string }> = setUpPython;
`,
  // Packages that hold data and programs of Python stay packages: a bundle has no folder beside it.
  "webpack.config.cjs": `module.exports = {
  mode: "production",
  target: "node",
  entry: "./small.mjs",
  output: { path: __dirname + "/out", filename: "webpack.cjs" },
  externals: [/^@stemma\\//],
  externalsType: "node-commonjs",
};
`,
  "python.jest.mjs": test('import { expect, test } from "@jest/globals";'),
  "vitest.test.mjs": test('import { expect, test } from "vitest";'),
};

/** What the command documents. */
export const treeFiles = {
  "store.py": `"""Where orders are kept."""


def check_password(user, password):
    """Tells whether the password is that of the user."""
    return hash_of(password) == user.hash


def hash_of(text):
    """Makes a digest that can't be turned back."""
    return text[::-1]
`,
  "schlüssel/tür.py": `def aufschließen(schloss):
    """Öffnet das Schloss, opens the lock, whoever holds the key."""
    return schloss
`,
  "boat.ts": `/** Says when the ferry leaves the harbour. */
export function departure(day: number): string {
  return day === 7 ? "nine" : "seven";
}
`,
};
