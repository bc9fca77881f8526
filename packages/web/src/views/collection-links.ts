type Given = Readonly<Record<string, string | number | null | undefined>>;

function address(path: string, given: Given = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(given))
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  const text = query.toString();
  return `/collections${path}${text === "" ? "" : `?${text}`}`;
}

/** Addresses of the views of collections; `at` is a version of their history, or nothing. */
export const collectionLinks = {
  collections: (at: string | null = null) => address("", { at }),
  records: (given: {
    readonly collection: string;
    readonly where?: string | null;
    readonly contains?: string | null;
    readonly offset?: number;
    readonly at?: string | null;
  }) => address("/records", { ...given, offset: given.offset === 0 ? null : given.offset }),
  record: (given: { readonly collection: string; readonly id: string; readonly at?: string | null }) =>
    address("/record", given),
  nearest: (given: { readonly collection: string; readonly q: string; readonly where?: string | null }) =>
    address("/nearest", given),
  map: (collection: string) => address("/map", { collection }),
  history: address("/history"),
  changes: (given: { readonly from?: string; readonly to?: string; readonly commit?: string } = {}) =>
    address("/changes", given),
};
