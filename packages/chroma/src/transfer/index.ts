export { BadRecordError } from "./errors/bad-record-error.js";
export { ImportRefusedError } from "./errors/import-refused-error.js";
export { TransferFileError } from "./errors/transfer-file-error.js";
export { type ExportOptions, exportCollection, exportTo } from "./export-collection.js";
export { type ImportedCollection, type ImportOptions, importCollection } from "./import-collection.js";
export { type JsonVectors } from "./json-lines/encode-json-lines.js";
export { readJsonLines } from "./json-lines/read-json-lines.js";
export type { TransferFormat } from "./transfer-format.js";
export type { CollectionHeader, TransferRecord, TransferSource } from "./transfer-record.js";
