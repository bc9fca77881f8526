import { body, small } from "./app-files.mjs";

/** jest as it is by default, with CommonJS: packages that are ES modules alone are compiled, as docs/guides/testing.md says. @type {Record<string, string>} */
export const jestCommonJsFiles = {
  "jest.config.js": `module.exports = {
  transform: { "\\\\.[cm]?[jt]sx?$": ["@swc/jest", { jsc: { target: "es2022" }, module: { type: "commonjs" } }] },
  transformIgnorePatterns: ["\\\\.node$"],
};
`,
  "python.test.js": `const { PythonContext } = require("@stemma/python-context");
test("Python answers", async () => {${small}
  expect(root).toEqual({ ok: true, value: Math.SQRT2 });
}, 120000);
`,
  "notes.test.js": `const { MiniLmEmbedder, openChroma, chromaPythonPath } = require("@stemma/chroma");
const { PythonContext } = require("@stemma/python-context");
test("notes are found", async () => {${body}
  expect(ids).toEqual([["ferry"]]);
}, 120000);
`,
};
