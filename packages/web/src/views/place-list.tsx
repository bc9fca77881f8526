import type { ComponentChildren, JSX } from "preact";
import type { Place, Related } from "../api/place.js";
import { words } from "../words/english.js";
import { Inline } from "./inline.js";
import { useLinks } from "./links.js";

/** Longer lists are opened by whoever wants them whole. */
const SHOWN = 25;

/** A link to a place, by its name, with its file where that is another. */
export function PlaceLink({
  place,
  from,
}: {
  readonly place: Place;
  readonly from?: string | undefined;
}): JSX.Element {
  const links = useLinks();
  const isFile = place.symbol === place.path;
  return (
    <a href={links.place(place.id)} class={`place ${place.kind}`}>
      {isFile ? (
        place.path
      ) : (
        <>
          {place.symbol}
          {place.path !== from && <small> {place.path}</small>}
        </>
      )}
    </a>
  );
}

/** A list of which the first are shown, and the others when it is opened. */
export function LongList<T>({
  items,
  children,
}: {
  readonly items: readonly T[];
  readonly children: (item: T) => ComponentChildren;
}): JSX.Element {
  const listed = (some: readonly T[]): JSX.Element => (
    <ul class="places">
      {some.map((item) => (
        <li>{children(item)}</li>
      ))}
    </ul>
  );
  if (items.length <= SHOWN) return listed(items);
  return (
    <>
      {listed(items.slice(0, SHOWN))}
      <details class="more">
        <summary>{words.more(items.length - SHOWN)}</summary>
        {listed(items.slice(SHOWN))}
      </details>
    </>
  );
}

/** Places with what their documentation says. */
export function PlaceList({
  places,
  from,
}: {
  readonly places: readonly Place[];
  readonly from?: string;
}): JSX.Element {
  return (
    <LongList items={places}>
      {(place) => (
        <>
          <PlaceLink place={place} from={from} />
          {place.summary !== "" && (
            <span class="summary">
              <Inline text={place.summary} />
            </span>
          )}
        </>
      )}
    </LongList>
  );
}

/** Places that have to do with the one shown, each with the lines of the calls and how sure they are; nothing where there are none. */
export function RelatedList({
  title,
  related,
  from,
  path,
  level = 2,
}: {
  readonly title: string;
  /** Of its heading. */
  readonly level?: 2 | 4;
  readonly related: readonly Related[];
  /** The file that is shown. */
  readonly from: string;
  /** The file that the lines are of; of each caller its own, where it is not given. */
  readonly path?: string;
}): JSX.Element | null {
  const links = useLinks();
  const Heading = `h${level}` as const;
  if (related.length === 0) return null;
  return (
    <section class="related">
      <Heading>
        {title} <span class="count">{related.length}</span>
      </Heading>
      <LongList items={related}>
        {(place) => (
          <>
            <PlaceLink place={place} from={from} />
            {place.confidence < 1 && <span class="unsure">{words.confidence(place.confidence)}</span>}
            {place.lines.length > 0 && (
              <a class="lines" href={links.line(path ?? place.path, place.lines[0] ?? 1)}>
                {words.atLines(place.lines)}
              </a>
            )}
          </>
        )}
      </LongList>
    </section>
  );
}
