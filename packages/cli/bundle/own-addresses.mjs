import { fileURLToPath } from "node:url";
import { manifestIn, ownModule } from "./own-packages.mjs";

const helper = fileURLToPath(new URL("./module-url.js", import.meta.url));

/** Each module keeps the address of the file that it came from: paths of Python sources, worker threads and grammars follow from it. */
export function ownAddresses() {
  return {
    name: "own-addresses",
    transform(code, id) {
      const own = ownModule(id);
      if (own === undefined || id === helper || !code.includes("import.meta.url")) return null;
      const place = [manifestIn(own.folder).name, own.file].map((text) => JSON.stringify(text));
      const bound = code.replaceAll("import.meta.url", `moduleUrl(${place.join(", ")})`);
      return { code: `import { moduleUrl } from ${JSON.stringify(helper)};\n${bound}`, map: null };
    },
  };
}
