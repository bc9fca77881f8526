import { expect, it } from "@jest/globals";
import { sharedStaticModel } from "./shared-static-model.js";
import { StaticEmbedder } from "./static-embedder.js";

it("reads the package's table once for all who have it, and embeds as a table of one's own does", async () => {
  const model = sharedStaticModel();
  // Not `toBe`: a difference of eight million numbers would be printed.
  expect(sharedStaticModel() === model).toBe(true);
  const one = new StaticEmbedder();
  const other = new StaticEmbedder();
  const vectors = await one.embedFlat(["opens the till"]);
  // Whoever closes gives up its own use of it alone.
  await one.close();
  expect(await other.embedFlat(["opens the till"])).toEqual(vectors);
  await other.close();
});
