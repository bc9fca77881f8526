import { StemmaError } from "@stemma/core";

/** `EXPORT_REFUSED`: what is to be exported would overwrite, or lie, where it must not. */
export class ExportRefusedError extends StemmaError {
  constructor(place: string, reason: string, options: { readonly cause?: unknown } = {}) {
    super(`Nothing is exported to ${place}: ${reason}`, {
      code: "EXPORT_REFUSED",
      advice: "Export to an empty folder, or to one that an earlier export made",
      ...options,
    });
  }
}
