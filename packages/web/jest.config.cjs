const preset = require("../../jest.preset.cjs");

const [[scripts, [swc, options]]] = Object.entries(preset.transform);
const tsx = {
  ...options,
  jsc: {
    ...options.jsc,
    parser: { syntax: "typescript", tsx: true },
    transform: { react: { runtime: "automatic", importSource: "preact" } },
  },
};

module.exports = {
  ...preset,
  displayName: "web",
  rootDir: __dirname,
  transform: { [scripts]: [swc, options], "^.+\\.tsx$": [swc, tsx] },
  // Packages that ship only ES modules are compiled, too.
  transformIgnorePatterns: preset.transformIgnorePatterns.map((pattern) =>
    pattern.replace("(p-limit|", "(preact|preact-render-to-string|p-limit|"),
  ),
  moduleFileExtensions: ["tsx", ...preset.moduleFileExtensions],
};
