import type { JSX } from "preact";
import { startWords } from "../src/words/english-start.js";
import { address, go, linksAt, refOf } from "./address.js";
import { AskError } from "./ask.js";
import { lazy } from "./lazy.js";
import { type Shown, showAgain } from "./shown.js";

const OverviewView = lazy(async () => (await import("./overview-page.js")).OverviewPage);
const FolderView = lazy(async () => (await import("../src/views/folder-view.js")).FolderView);
const FileView = lazy(async () => (await import("./place-pages.js")).FilePage);
const SymbolView = lazy(async () => (await import("./place-pages.js")).SymbolPage);
const SearchView = lazy(async () => (await import("../src/views/search-view.js")).SearchView);
const SeveralView = lazy(async () => (await import("../src/views/search-view.js")).SeveralView);
const HistoryView = lazy(async () => (await import("../src/views/history-view.js")).HistoryView);
const ChangesView = lazy(async () => (await import("../src/views/changes-view.js")).ChangesView);
const RunView = lazy(async () => (await import("./run-page.js")).RunPage);
const CollectionsView = lazy(async () => (await import("./collections.js")).CollectionsPage);
const MergeView = lazy(async () => (await import("./merge-page.js")).MergePage);

/** What was answered, as its view. */
export function View({ answer }: { readonly answer: Shown | AskError }): JSX.Element {
  if (answer instanceof AskError) return <Failed error={answer} />;
  switch (answer.view) {
    case "overview":
      return <OverviewView answer={answer} />;
    case "folder":
      return <FolderView answer={answer} />;
    case "file":
      return <FileView answer={answer} />;
    case "symbol":
      return <SymbolView answer={answer} />;
    case "several":
      return <SeveralView answer={answer} />;
    case "search":
      return <SearchView answer={answer} onGo={go} />;
    case "history":
      return <HistoryView answer={answer} onCompare={compare} />;
    case "changes":
      return <ChangesView answer={answer} />;
    case "merge":
      return <MergeView answer={answer} />;
    case "collections":
    case "records":
    case "record":
    case "vector-map":
    case "collection-history":
    case "collection-changes":
      return <CollectionsView answer={answer} />;
    case "run":
      return <RunView answer={answer} />;
  }
}

function compare(from: string, to: string): void {
  go(linksAt(refOf(address.peek())).changes(from, to));
}

function Failed({ error }: { readonly error: AskError }): JSX.Element {
  return (
    <article>
      <h1 tabIndex={-1}>{startWords.failed.title}</h1>
      <p>{error.message}</p>
      {error.advice !== "" && <p>{error.advice}</p>}
      <button type="button" onClick={showAgain}>
        {startWords.failed.again}
      </button>
    </article>
  );
}
