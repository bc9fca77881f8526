import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ModelMissingError } from "../errors/model-missing-error.js";

/** The packages with models; they are data alone. */
export type ModelPackage = "@stemma/model-minilm" | "@stemma/model-static";

/** The folder with a package's data, wherever it is installed. @throws {@link ModelMissingError} `MODEL_MISSING` */
export function dataFolder(name: ModelPackage): string {
  try {
    const require = createRequire(import.meta.url);
    return join(dirname(require.resolve(`${name}/package.json`)), "data");
  } catch (cause) {
    throw new ModelMissingError(`the package ${name} is not installed`, {
      operationName: "OpenEmbedder",
      package: name,
      cause,
    });
  }
}
