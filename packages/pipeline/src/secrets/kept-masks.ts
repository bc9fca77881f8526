import { maskSecrets } from "./mask-secrets.js";

/**
 * As {@link maskSecrets}, which remembers the last texts: places that answer one question of somebody answer the next one, too.
 *
 * @param mostCharacters - of all texts that are remembered
 */
export function keptMasks(mostCharacters: number): (text: string) => string {
  const kept = new Map<string, string>();
  let characters = 0;
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) {
      // The one that was not asked for longest stands first.
      kept.delete(text);
      kept.set(text, known);
      return known;
    }
    const masked = maskSecrets(text);
    kept.set(text, masked);
    characters += text.length;
    for (const oldest of kept.keys()) {
      if (characters <= mostCharacters) break;
      kept.delete(oldest);
      characters -= oldest.length;
    }
    return masked;
  };
}
