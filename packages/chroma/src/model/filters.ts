type WholeOrFraction = number | bigint;
type Scalar = string | WholeOrFraction | boolean;

/** Comparison of one metadata key. */
export type WhereCondition =
  | Scalar
  | { readonly $eq: Scalar }
  | { readonly $ne: Scalar }
  | { readonly $gt: WholeOrFraction }
  | { readonly $gte: WholeOrFraction }
  | { readonly $lt: WholeOrFraction }
  | { readonly $lte: WholeOrFraction }
  | { readonly $in: readonly Scalar[] }
  | { readonly $nin: readonly Scalar[] }
  | { readonly $contains: Scalar }
  | { readonly $not_contains: Scalar };

/** Filter by metadata, in Chroma's own grammar: one condition, or several under `$and` or `$or`. */
export type Where =
  | { readonly $and: readonly Where[] }
  | { readonly $or: readonly Where[] }
  | Readonly<Record<string, WhereCondition>>;

/** Filter by the document's text. */
export type WhereDocument =
  | { readonly $contains: string }
  | { readonly $not_contains: string }
  | { readonly $regex: string }
  | { readonly $not_regex: string }
  | { readonly $and: readonly WhereDocument[] }
  | { readonly $or: readonly WhereDocument[] };
