// Lets a thread or a process of a test load this workspace's TypeScript as it stands, without a build: `require` it first.
// As a program it runs a script: `node --conditions @stemma/source run-typescript.cjs script.ts …`; the script finds its
// arguments from `process.argv[3]` on.
const { readFileSync } = require("node:fs");
const Module = require("node:module");
const { resolve: absolute } = require("node:path");
const { transformSync } = require("@swc/core");

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  const isOurs = request.startsWith(".") && parent?.filename?.endsWith(".ts");
  return resolve.call(this, isOurs ? request.replace(/\.js$/, ".ts") : request, parent, ...rest);
};

Module._extensions[".ts"] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, "utf8"), {
    filename,
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
    sourceMaps: "inline",
  });
  module._compile(code, filename);
};

if (require.main === module) require(absolute(process.argv[2]));
