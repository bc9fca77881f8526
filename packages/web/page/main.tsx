import { render } from "preact";
import { address, followLinks, go } from "./address.js";
import { followIndex } from "./live.js";
import { Page } from "./page.js";
import { followPaletteKey } from "./palette-key.js";
import { hasTree } from "./serves.js";
import { followAddress } from "./shown.js";
import "./style.css";

// The cookie has it from here on: it need not stand in the history of the browser.
if (address.value.searchParams.has("token")) {
  const url = new URL(address.value);
  url.searchParams.delete("token");
  go(url.href, { replace: true });
}
followLinks();
followAddress();
followPaletteKey();
if (hasTree) followIndex();
const place = document.getElementById("page");
if (place !== null) render(<Page />, place);
