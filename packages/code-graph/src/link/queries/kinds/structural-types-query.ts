import type { StructuralTypes } from "../../program/structural-types.js";
import type { QueryKind } from "../query-kind.js";

/** Which types have the methods of which interfaces; as a whole, since any type may come to. */
export const structuralTypesQuery: QueryKind<[], StructuralTypes, null> = {
  ask: ({ structuralTypes }) => structuralTypes,
  reference: () => null,
  answer: ({ structuralTypes }) => structuralTypes.digest(),
};
