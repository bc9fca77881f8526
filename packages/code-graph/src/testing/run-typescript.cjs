// Lets a thread or a process of a test load TypeScript as it stands, without a build: `require` it first.
const { readFileSync } = require("node:fs");
const Module = require("node:module");
const { transformSync } = require("@swc/core");

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  const isSource = request.startsWith(".") && request.endsWith(".js") && parent?.filename?.endsWith(".ts");
  return resolve.call(this, isSource ? `${request.slice(0, -3)}.ts` : request, parent, ...rest);
};
Module._extensions[".ts"] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, "utf8"), {
    filename,
    module: { type: "commonjs" },
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
  });
  module._compile(code, filename);
};
