import { StemmaError } from "@stemma/core";

/** A file of records can't be read or written, or is not whole, code `"TRANSFER_FILE_UNUSABLE"`. */
export class TransferFileError extends StemmaError {
  constructor(
    file: string,
    reason: string,
    options: { readonly cause?: unknown; readonly advice?: string } = {},
  ) {
    super(`${file}: ${reason}`, { code: "TRANSFER_FILE_UNUSABLE", ...options });
  }
}
