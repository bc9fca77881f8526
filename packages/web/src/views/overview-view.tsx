import type { JSX } from "preact";
import type { TestReachAnswer } from "../api/test-reach.js";
import type { OverviewAnswer } from "../api/views.js";
import { words } from "../words/english.js";
import { Documentation } from "./documentation.js";
import { useLinks } from "./links.js";
import { PlaceList } from "./place-list.js";
import { type Colour, Treemap } from "./treemap.js";

/** What the project is. */
export function OverviewView({
  answer,
  reach = null,
  isStatic = false,
  onColour,
}: {
  readonly answer: OverviewAnswer;
  readonly reach?: TestReachAnswer | null;
  readonly onColour?: (colour: Colour) => void;
  readonly isStatic?: boolean;
}): JSX.Element {
  const links = useLinks();
  const { title, documentation, parts, entryPoints } = answer;
  return (
    <article>
      <h1 tabIndex={-1}>{title}</h1>
      <Documentation html={documentation} />
      <Treemap overview={answer} reach={reach} isStatic={isStatic} onColour={onColour} />
      <section>
        <h2>{words.parts}</h2>
        <PlaceList places={parts} />
      </section>
      {entryPoints.length > 0 && (
        <section>
          <h2>{words.entryPoints}</h2>
          <ul class="places">
            {entryPoints.map(({ path, reaches }) => (
              <li>
                <a class="place file" href={links.place(path)}>
                  {path}
                </a>
                <span class="summary">{words.reaches(reaches)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}
