import { createContext } from "preact";
import type { SymbolHistoryAnswer } from "../api/history.js";

/** The histories that stand on the page itself, by id; none where they are asked for by hand. */
export const RevisionsContext = createContext<(id: string) => SymbolHistoryAnswer["revisions"]>(() => []);
