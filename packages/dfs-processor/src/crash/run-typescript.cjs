// `node --conditions @stemma/source run-typescript.cjs script.ts …`: runs this workspace's TypeScript sources in a child
// process, without a build. The script finds its arguments from `process.argv[3]` on.
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

require(absolute(process.argv[2]));
