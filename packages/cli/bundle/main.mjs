// Bundles the compiled command with the code of all packages that it stands on, in a file for each thing that is loaded apart: run by `nx build`.
import { fileURLToPath } from "node:url";
import { build } from "rolldown";
import { declaredDependencies } from "./declared-dependencies.mjs";
import { ownAddresses } from "./own-addresses.mjs";

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));

await build({
  input: { main: folder("../dist/main.js") },
  platform: "node",
  plugins: [declaredDependencies(), ownAddresses()],
  // A module may be imported at once in one place and later in another.
  checks: { ineffectiveDynamicImport: false },
  output: {
    dir: folder("../dist/bundle"),
    cleanDir: true,
    format: "es",
    chunkFileNames: "[name]-[hash].js",
  },
});
