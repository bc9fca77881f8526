import type { SearchEntry } from "../src/site/search-entries.js";
import { symbolAnchor } from "../src/views/symbol-anchor.js";
import { startWords } from "../src/words/english-start.js";
import "./style.css";

declare global {
  /** Set by the script that holds the entries. */
  var stemmaSearch: readonly SearchEntry[] | undefined;
}

const MOST = 20;
const script = document.currentScript as HTMLScriptElement;
const { index = "", root = "." } = script.dataset;

/** The search of an export: the entries are loaded when somebody first wants to search. */
addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("search");
  if (place === null) return;
  const input = Object.assign(document.createElement("input"), {
    type: "search",
    placeholder: startWords.search.placeholder,
    autocomplete: "off",
    ariaLabel: startWords.search.label,
  });
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-controls", "suggestions");
  input.setAttribute("aria-autocomplete", "list");
  const list = Object.assign(document.createElement("ul"), { id: "suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", startWords.search.suggestions);
  place.append(input, list);
  let chosen = -1;

  const show = (): void => {
    const found = input.value.trim() === "" ? [] : search(globalThis.stemmaSearch ?? [], input.value);
    chosen = -1;
    list.replaceChildren(...found.map(option));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (at: number): void => {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = at;
    const option = list.children[chosen];
    option?.setAttribute("aria-selected", "true");
    if (option === undefined) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", option.id);
  };
  input.setAttribute("aria-expanded", "false");
  input.addEventListener("focus", () => load(show), { once: true });
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.key === "Escape") list.hidden = true;
    else if (event.key === "Enter") (list.children[Math.max(chosen, 0)] as HTMLElement | undefined)?.click();
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count > 0) {
      event.preventDefault();
      choose((chosen + (event.key === "ArrowDown" ? 1 : -1) + count) % count);
    }
  });
  input.addEventListener("blur", () => {
    list.hidden = true;
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || (event.target as Element).closest("input, select, textarea") !== null) return;
    event.preventDefault();
    input.focus();
  });
});

function load(then: () => void): void {
  const entries = document.createElement("script");
  entries.src = index;
  entries.addEventListener("load", then);
  document.head.append(entries);
}

/** Those that have every word, by where: in their own name, in their path, in what they say. */
function search(entries: readonly SearchEntry[], text: string): SearchEntry[] {
  const wanted = text
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== "");
  const scored = entries.flatMap((entry) => {
    const [symbol, path, , summary] = entry;
    const name = (
      symbol === "" ? (path.split("/").at(-1) ?? "") : (symbol.split(".").at(-1) ?? "")
    ).toLowerCase();
    const place = `${path} ${symbol}`.toLowerCase();
    const says = summary.toLowerCase();
    let score = 0;
    for (const word of wanted) {
      if (name === word) score += 8;
      else if (name.startsWith(word)) score += 5;
      else if (name.includes(word)) score += 4;
      else if (place.includes(word)) score += 2;
      else if (says.includes(word)) score += 1;
      else return [];
    }
    return { entry, score };
  });
  scored.sort((one, other) => other.score - one.score || one.entry[1].length - other.entry[1].length);
  return scored.slice(0, MOST).map(({ entry }) => entry);
}

function option(entry: SearchEntry, at: number): HTMLElement {
  const [symbol, path, kind, summary] = entry;
  const item = Object.assign(document.createElement("li"), { id: `suggestion-${at}` });
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  const name = Object.assign(document.createElement("span"), { className: "place" });
  name.textContent = symbol === "" ? path : symbol;
  const where = document.createElement("small");
  where.textContent = symbol === "" ? "" : ` ${path}`;
  const says = Object.assign(document.createElement("span"), { className: "summary" });
  says.textContent = summary;
  item.append(name, where, says);
  const address = `${root}/tree/${path.split("/").map(encodeURIComponent).join("/")}${kind === "folder" ? "/index" : ""}.html`;
  const open = (): void => {
    location.href = symbol === "" ? address : `${address}#${encodeURIComponent(symbolAnchor(symbol))}`;
  };
  item.addEventListener("click", open);
  // Before the field loses the focus, and with it the list.
  item.addEventListener("mousedown", (event) => {
    event.preventDefault();
    open();
  });
  return item;
}
