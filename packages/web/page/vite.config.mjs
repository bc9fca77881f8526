import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The page of `stemma serve`; sources of views are shared with the export. */
export default defineConfig({
  root: folder("."),
  base: "/",
  publicDir: folder("./public"),
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: folder("../build/page"),
    emptyOutDir: true,
    target: "es2022",
    // A preloader would be another script in the start chunk.
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
});
