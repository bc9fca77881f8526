/**
 * Reads texts of a collection in Chroma's file, of the records whose ids a JSON array has, with what tells their authors; served by
 * the unique ids of each segment and the keys of metadata. In this order (`CROSS JOIN`): Chroma keeps no statistics, and without them
 * SQLite reads the texts of all records to find some.
 */
export const READ_TEXTS_BY_ID = `
  SELECT embeddings.embedding_id AS id, document.string_value AS document, author.string_value AS author,
    provider.string_value AS provider, text_hash.string_value AS text_hash,
    edited_base.string_value AS edited_base, edited_source.string_value AS edited_source
  FROM json_each(?) AS wanted
  CROSS JOIN collections ON collections.name = ?
  CROSS JOIN segments ON segments.collection = collections.id AND segments.scope = 'METADATA'
  CROSS JOIN embeddings ON embeddings.segment_id = segments.id AND embeddings.embedding_id = wanted.value
  CROSS JOIN embedding_metadata AS document ON document.id = embeddings.id AND document.key = 'chroma:document'
  LEFT JOIN embedding_metadata AS author ON author.id = embeddings.id AND author.key = 'author'
  LEFT JOIN embedding_metadata AS provider ON provider.id = embeddings.id AND provider.key = 'provider'
  LEFT JOIN embedding_metadata AS text_hash ON text_hash.id = embeddings.id AND text_hash.key = 'text_hash'
  LEFT JOIN embedding_metadata AS edited_base ON edited_base.id = embeddings.id AND edited_base.key = 'edited_base'
  LEFT JOIN embedding_metadata AS edited_source
    ON edited_source.id = embeddings.id AND edited_source.key = 'edited_source'`;
