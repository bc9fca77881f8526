import type { JSX } from "preact";
import { startWords } from "../words/english-start.js";
import { useLinks } from "./links.js";

/** The way from the top of the tree to a path. */
export function Crumbs({ path, symbol }: { readonly path: string; readonly symbol?: string }): JSX.Element {
  const links = useLinks();
  const parts = path === "." ? [] : path.split("/");
  const steps = parts.map((name, at) => ({ name, path: parts.slice(0, at + 1).join("/") }));
  const isHere = (at: number): boolean => symbol === undefined && at === steps.length - 1;
  return (
    <nav class="crumbs" aria-label={path}>
      <ol>
        <li>
          <a href={links.overview}>{startWords.overview}</a>
        </li>
        {steps.map((step, at) => (
          <li>
            {isHere(at) ? (
              <span aria-current="page">{step.name}</span>
            ) : (
              <a href={links.place(step.path)}>{step.name}</a>
            )}
          </li>
        ))}
        {symbol !== undefined && (
          <li>
            <span aria-current="page">{symbol}</span>
          </li>
        )}
      </ol>
    </nav>
  );
}
