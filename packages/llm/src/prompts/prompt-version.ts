import { createHash } from "node:crypto";
import { TEMPLATES } from "./choose-template.js";
import { SYSTEM_PROMPT } from "./templates/system-prompt.js";

/** Hash of the wording of all prompts, hexadecimal: part of what decides whether a text is out of date. */
export const PROMPT_VERSION = createHash("sha256")
  .update(JSON.stringify([SYSTEM_PROMPT, TEMPLATES]))
  .digest("hex")
  .slice(0, 16);
