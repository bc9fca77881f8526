import type { Logger } from "@stemma/core";
import type { LoadedConfig } from "../config/load-config.js";

/** Says what of a tree's own configuration is not used, and what to do about it. */
export function warnOfWithheld({ file, withheld }: LoadedConfig, logger: Logger): void {
  if (file === null || withheld.length === 0) return;
  logger.warn(
    { file, settings: withheld },
    "this tree is not trusted: these settings of its file are not used. Read the file; to use it: stemma trust",
  );
}
