import { findSecrets } from "./find-secrets.js";

/** As `maskSecrets`, with each line where it was: a key over several lines leaves its other lines empty. */
export function maskedLines(text: string): string {
  let masked = "";
  let from = 0;
  for (const { kind, start, end } of findSecrets(text)) {
    const lineBreaks = text.slice(start, end).replaceAll(/[^\n]+/gu, "");
    masked += `${text.slice(from, start)}[secret: ${kind}]${lineBreaks}`;
    from = end;
  }
  return masked + text.slice(from);
}
