import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));

/** What pages of `stemma export --site` load: one classic script, since pages opened as files may load no modules, and one style sheet. */
export default defineConfig({
  root: folder("."),
  publicDir: false,
  build: {
    outDir: folder("../build/site"),
    emptyOutDir: true,
    target: "es2022",
    lib: {
      entry: folder("./site.ts"),
      formats: ["iife"],
      name: "stemma",
      fileName: () => "site.js",
      cssFileName: "site",
    },
  },
});
