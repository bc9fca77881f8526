import type { JSX } from "preact";
import type { FileAnswer, SymbolAnswer } from "../src/api/views.js";
import { FileView } from "../src/views/file-view.js";
import { SentenceSources } from "../src/views/sentence-sources.js";
import { SymbolRevisions } from "../src/views/symbol-revisions.js";
import { SymbolView } from "../src/views/symbol-view.js";
import { words } from "../src/words/english.js";
import { address, refOf } from "./address.js";
import { AskedPart } from "./asked-part.js";
import { Neighbourhood } from "./neighbourhood.js";

/** A symbol with what stands around it, what its text stands on, and its history. */
export function SymbolPage({ answer }: { readonly answer: SymbolAnswer }): JSX.Element {
  const { id } = answer.symbol;
  return (
    <SymbolView answer={answer}>
      <Sources id={id} />
      <Neighbourhood id={id} />
      <History id={id} />
    </SymbolView>
  );
}

/** A file with what its text stands on, and its history. */
export function FilePage({ answer }: { readonly answer: FileAnswer }): JSX.Element {
  const { id } = answer.place;
  return (
    <FileView answer={answer}>
      <Sources id={id} />
      <History id={id} />
    </FileView>
  );
}

/** Earlier versions have no sources that a sentence could stand on. */
function Sources({ id }: { readonly id: string }): JSX.Element | null {
  if (refOf(address.value) !== null) return null;
  const { title, show } = words.sources;
  return <AskedPart title={title} button={show} question="sources" given={{ id }} view={SentenceSources} />;
}

function History({ id }: { readonly id: string }): JSX.Element {
  const { symbolHistory: title, showHistory: button } = words;
  return (
    <AskedPart
      title={title}
      button={button}
      question="symbol-history"
      given={{ id }}
      view={SymbolRevisions}
    />
  );
}
