import type { JSX } from "preact";
import type { SearchAnswer, SeveralAnswer } from "../api/views.js";
import { words } from "../words/english.js";
import { startWords } from "../words/english-start.js";
import { Inline } from "./inline.js";
import { PlaceLink, PlaceList } from "./place-list.js";
import { SearchFilterForm } from "./search-filter-form.js";

/** What answers a question. */
export function SearchView({
  answer,
  onGo,
}: {
  readonly answer: SearchAnswer;
  readonly onGo: (address: string) => void;
}): JSX.Element {
  const { query, results } = answer;
  return (
    <article>
      <h1 tabIndex={-1}>{startWords.search.results(query)}</h1>
      <SearchFilterForm key={JSON.stringify([query, answer.filter])} answer={answer} onGo={onGo} />
      {results.length === 0 && <p>{startWords.search.none}</p>}
      <ol class="results">
        {results.map((place) => (
          <li>
            <PlaceLink place={place} />{" "}
            <small class="because">{startWords.search.because[place.because]}</small>
            <p class="summary">
              <Inline text={place.summary} />
            </p>
          </li>
        ))}
      </ol>
    </article>
  );
}

/** The places that a name may mean. */
export function SeveralView({ answer }: { readonly answer: SeveralAnswer }): JSX.Element {
  return (
    <article>
      <h1 tabIndex={-1}>{words.several(answer.name)}</h1>
      <PlaceList places={answer.places} />
    </article>
  );
}
