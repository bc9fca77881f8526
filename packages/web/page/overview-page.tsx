import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { OverviewAnswer } from "../src/api/views.js";
import { OverviewView } from "../src/views/overview-view.js";
import type { Colour } from "../src/views/treemap.js";
import { AskError } from "./ask.js";
import { useAsked } from "./use-asked.js";

/** The overview; what tests reach is asked for with its colours, since all calls are read for it. */
export function OverviewPage({ answer }: { readonly answer: OverviewAnswer }): JSX.Element {
  const [colour, setColour] = useState<Colour>("documentation");
  const reach = useAsked("test-reach", colour === "tests" ? {} : null);
  return (
    <OverviewView answer={answer} reach={reach instanceof AskError ? null : reach} onColour={setColour} />
  );
}
