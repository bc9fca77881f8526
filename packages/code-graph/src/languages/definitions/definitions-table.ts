import type { Language } from "../language.js";
import { bash } from "./bash.js";
import { csharp } from "./csharp.js";
import { dart } from "./dart.js";
import { definitionsLanguage } from "./definitions-language.js";
import { elixir } from "./elixir.js";
import { kotlin } from "./kotlin.js";
import { lua } from "./lua.js";
import { php } from "./php.js";
import { r } from "./r.js";
import { ruby } from "./ruby.js";
import { scala } from "./scala.js";
import { swift } from "./swift.js";
import { terraform } from "./terraform.js";
import { zig } from "./zig.js";

/** Languages of which the graph has definitions and imports, and no calls; a new one is a form and an entry here. */
export const DEFINITIONS_LANGUAGES: readonly Language[] = [
  csharp,
  php,
  ruby,
  bash,
  kotlin,
  swift,
  scala,
  lua,
  dart,
  elixir,
  r,
  zig,
  terraform,
].map(definitionsLanguage);
