import { jsonList } from "./json-list.js";
/** A statement put together from constant parts, with its values apart. */
export interface Selection {
  readonly sql: string;
  readonly parameters: readonly string[];
}

/**
 * Joins the conditions whose lists are given by AND. Every part of the text is a constant; each list becomes one
 * parameter, a JSON array.
 */
export function selectWhere<K extends string>(
  select: string,
  conditions: Readonly<Record<K, string>>,
  lists: { readonly [key in K]?: readonly string[] | undefined },
  order: string,
): Selection {
  const chosen: string[] = [];
  const parameters: string[] = [];
  for (const key of Object.keys(conditions) as K[]) {
    const list = lists[key];
    if (list === undefined) continue;
    chosen.push(conditions[key]);
    parameters.push(jsonList(list));
  }
  const where = chosen.length === 0 ? "" : ` WHERE ${chosen.join(" AND ")}`;
  return { sql: `${select}${where}${order}`, parameters };
}
