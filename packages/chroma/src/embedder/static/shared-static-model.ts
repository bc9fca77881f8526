import { dataFolder } from "../data-folder.js";
import { packageName, readStaticModel, type StaticModel } from "./static-model.js";

/** Eight million numbers, which nobody changes; only as long as somebody has them. */
let shared: WeakRef<StaticModel> | undefined;

/** The package's table, read once for all who have it at a time. @throws {@link ModelMissingError} `MODEL_MISSING` */
export function sharedStaticModel(): StaticModel {
  const known = shared?.deref();
  if (known !== undefined) return known;
  const model = readStaticModel(dataFolder(packageName));
  shared = new WeakRef(model);
  return model;
}
