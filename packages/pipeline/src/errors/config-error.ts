import { StemmaError } from "@stemma/core";

/** A configuration file, variable or flag cannot be used, code `"CONFIG_INVALID"`. Nothing was done. */
export class ConfigError extends StemmaError {
  constructor(message: string, options: { cause?: unknown; advice?: string } = {}) {
    super(message, { code: "CONFIG_INVALID", ...options });
  }
}
