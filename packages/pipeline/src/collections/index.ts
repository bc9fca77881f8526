export type {
  ChromaCollection,
  ChromaService,
  CollectionConfiguration,
  Embedder,
  GetResult,
  Metadata,
  RecordFilter,
  Where,
  WhereDocument,
} from "@stemma/chroma";
export {
  addJsonLines,
  type BadRecordError,
  exportCollection,
  exportTo,
  importCollection,
  importPlace,
  type JsonVectors,
  type TransferFormat,
} from "@stemma/chroma/transfer";
export type { FindChromaLocationOptions } from "./chroma-location.js";
export { embedOwnText } from "./embed-own-text.js";
export { HISTORY_FOLDER, ProjectCollections } from "./project-collections.js";
export type { VectorMap, VectorMapOptions } from "./vector-map.js";
