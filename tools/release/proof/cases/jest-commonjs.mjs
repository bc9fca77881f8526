/** jest as it is by default, with CommonJS: packages that are ES modules alone are compiled, as docs/guides/testing.md says. @type {Record<string, string>} */
export const jestCommonJsFiles = {
  "jest.config.js": `module.exports = {
  transform: { "\\\\.[cm]?[jt]sx?$": ["@swc/jest", { jsc: { target: "es2022" }, module: { type: "commonjs" } }] },
  transformIgnorePatterns: ["\\\\.node$"],
};
`,
  "python.test.js": `const { PythonContext } = require("@stemma/python-context");
test("Python answers", async () => {
  const python = await PythonContext.start();
  const root = await python.execute({ module: "math", name: "sqrt", args: [2] });
  await python.close();
  expect(root).toEqual({ ok: true, value: Math.SQRT2 });
}, 120000);
`,
  "notes.test.js": `const { MiniLmEmbedder, openChroma, chromaPythonPath } = require("@stemma/chroma");
const { PythonContext } = require("@stemma/python-context");
test("notes are found", async () => {
  const python = await PythonContext.start({ packages: ["chromadb"], pythonPath: [chromaPythonPath()] });
  const embedder = new MiniLmEmbedder({ python });
  const chroma = await openChroma("memory:", { python });
  const notes = await chroma.getOrCreateCollection({ name: "notes", embedder });
  await notes.upsert({ ids: ["ferry", "soup"], documents: ["The ferry leaves at seven.", "Onion soup needs an hour."] });
  const { ids } = await notes.query({ queryTexts: ["When does the boat go?"], nResults: 1 });
  await embedder.close();
  await chroma.close();
  await python.close();
  expect(ids).toEqual([["ferry"]]);
}, 120000);
`,
};
