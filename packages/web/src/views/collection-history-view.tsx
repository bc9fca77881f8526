import type { JSX } from "preact";
import type { CollectionChangesAnswer, CollectionHistoryAnswer } from "../api/collections.js";
import { words } from "../words/english.js";
import { collectionLinks } from "./collection-links.js";
import { CommitLine } from "./commit-line.js";
import { CompareForm } from "./compare-form.js";
import type { OnGo } from "./filter-form.js";
import { WordsView } from "./words-view.js";

/** The commits of a place's collections, and a choice of two to compare. */
export function CollectionHistoryView({
  answer,
  onGo,
}: {
  readonly answer: CollectionHistoryAnswer;
  readonly onGo: OnGo;
}): JSX.Element {
  const { commits, branches, tags, isCut } = answer;
  const names = (hash: string): string[] =>
    [...branches, ...tags].filter(({ head }) => head === hash).map(({ name }) => name);
  return (
    <article>
      <h1 tabIndex={-1}>{words.collections.historyTitle}</h1>
      <p>
        <a href={collectionLinks.collections()}>{words.collections.all}</a>
        {" · "}
        <a href={collectionLinks.changes()}>{words.commits.uncommitted}</a>
      </p>
      {commits.length > 1 && (
        <CompareForm answer={answer} onCompare={(from, to) => onGo(collectionLinks.changes({ from, to }))} />
      )}
      {commits.length === 0 && <p>{words.commits.none}</p>}
      <ol class="commits">
        {commits.map((commit) => (
          <li class={commit.parents.length > 1 ? "merge" : ""}>
            <CommitLine commit={commit} look={words.collections.look} />
            {names(commit.hash).map((name) => (
              <span class="ref">{name}</span>
            ))}
          </li>
        ))}
      </ol>
      {isCut && <p class="quiet">{words.commits.more}</p>}
    </article>
  );
}

/** What changed of collections and records. */
export function CollectionChangesView({ answer }: { readonly answer: CollectionChangesAnswer }): JSX.Element {
  const { commit, from, to, collections, documents, left } = answer;
  const title =
    commit !== null
      ? commit.subject
      : from === null
        ? words.changes.uncommitted
        : words.changes.between(from.slice(0, 20), (to ?? words.now).slice(0, 20));
  return (
    <article>
      <h1 tabIndex={-1}>{title}</h1>
      <p>
        <a href={collectionLinks.history}>{words.collections.history}</a>
      </p>
      {commit !== null && (
        <p class="commit">
          <CommitLine commit={commit} look={words.collections.look} />
        </p>
      )}
      {collections.length + documents.length === 0 && <p>{words.collections.noChanges}</p>}
      {collections.map(({ kind, name, from: former }) => (
        <p>
          <span class={`kind ${kind}`}>{words.collections.kinds[kind]}</span>{" "}
          {words.collections.theCollection(name)}
          {former !== null && <small> {words.changes.was(former)}</small>}
        </p>
      ))}
      {documents.map((each) => (
        <RecordChange {...each} />
      ))}
      {left > 0 && <p class="notice">{words.collections.left(left)}</p>}
    </article>
  );
}

function RecordChange({
  kind,
  collection,
  id,
  words: parts,
  metadata,
}: CollectionChangesAnswer["documents"][number]): JSX.Element {
  return (
    <section class="change" aria-label={id}>
      <h2 class="plain">
        <span class={`kind ${kind}`}>{words.changes.kinds[kind]}</span>{" "}
        <a href={collectionLinks.record({ collection, id })}>{id}</a> <small>{collection}</small>
      </h2>
      {parts !== null && <WordsView parts={parts} />}
      {metadata.length > 0 && (
        <dl class="metadata">
          {metadata.map(({ key, before, after }) => (
            <div>
              <dt>{key}</dt>
              <dd>
                {before !== null && <del>{before}</del>} {after !== null && <ins>{after}</ins>}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
