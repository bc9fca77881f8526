/** What clean-up needs of a store; `ChromaService` of `@stemma/chroma` and npm `chromadb`'s client fit. */
export interface CollectionStore {
  listCollections(): Promise<readonly { readonly name: string }[]>;
  deleteCollection(request: { readonly name: string }): Promise<unknown>;
  /** Absent where there is nothing to close. */
  close?(): Promise<void>;
}
