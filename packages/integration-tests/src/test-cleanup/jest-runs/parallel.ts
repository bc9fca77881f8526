import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "@jest/globals";
import { openChroma } from "@stemma/chroma";
import { useChroma } from "@stemma/test-cleanup";

const meetingPlace = process.env["STEMMA_MEETING_PLACE"] ?? "";
const limitMs = 120_000;

/** Waits until the other test file is as far, so that both have their collection open at the same time. */
async function meet(me: string, other: string, step: string): Promise<void> {
  await writeFile(join(meetingPlace, `${me}-${step}`), "");
  while (!existsSync(join(meetingPlace, `${other}-${step}`))) await sleep(20);
}

/** The same collection name in two test files that run at once. */
export function describeParallelFile(me: string, other: string): void {
  const test = useChroma({ open: (directory) => openChroma(directory) });

  it(
    "sees its own records only",
    async () => {
      const shared = await test.chroma.createCollection({ name: "integrationTest" });
      await shared.add({ ids: [me], embeddings: [[1, 0]] });
      await meet(me, other, "written");
      expect((await shared.get()).ids).toEqual([me]);
      expect((await test.chroma.listCollections()).map(({ name }) => name)).toEqual(["integrationTest"]);
      await meet(me, other, "read");
    },
    limitMs,
  );
}
