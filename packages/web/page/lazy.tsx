import { signal } from "@preact/signals";
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { startWords } from "../src/words/english-start.js";

/** How many views were loaded: what waits for one looks again. */
export const loadedViews = signal(0);

/** A view whose code is loaded when it is first shown. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Lazy(props: Props): JSX.Element {
    const [, setLoaded] = useState(false);
    useEffect(() => {
      if (loaded !== undefined) return;
      void load().then((view) => {
        loaded = view;
        setLoaded(true);
        loadedViews.value++;
      });
    }, []);
    const View = loaded;
    return View === undefined ? <p class="quiet">{startWords.loading}</p> : <View {...props} />;
  };
}
