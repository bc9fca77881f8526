import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { keptMasks } from "./kept-masks.js";
import { maskSecrets } from "./mask-secrets.js";

describe("masks that are kept", () => {
  it("are those that are made, however few are remembered", () => {
    const secret = 'key = "AKIAQ2E3RZK5WD7TPLM6"';
    const texts = fc.array(fc.constantFrom("", "a", "plain text", secret, `${secret} again`));
    fc.assert(
      fc.property(texts, fc.nat({ max: 80 }), (asked, mostCharacters) => {
        const masked = keptMasks(mostCharacters);
        expect(asked.map((text) => masked(text))).toEqual(asked.map((text) => maskSecrets(text)));
      }),
    );
  });
});
