import { describe, expect, it } from "@jest/globals";
import { write } from "../testing/documents.fixture.js";
import { FaultyPython } from "../testing/faulty-python.fixture.js";
import { useVersions } from "../testing/use-versions.fixture.js";
import { SyncManager } from "./sync-manager.js";

const site = "stemma_chroma.stores.open_client";

describe("a working copy whose Chroma can't be opened", () => {
  const harness = useVersions("doltlite");

  it("still does what needs the history alone, and opens Chroma when it can", async () => {
    const ada = await harness().clone("ada", harness().newRemoteUrl());
    await write(ada.chroma, "notes", { a: "1" });
    const { commit } = await ada.versions.commit("begin");
    await ada.versions.close();
    const faulty = new FaultyPython(harness().link.python);
    faulty.fault = { site, error: "builtins.OSError" };
    const versions = await SyncManager.open({ ...ada.options, python: faulty.python });
    expect(await versions.log()).toHaveLength(1);
    expect((await versions.show("HEAD")).documents).toHaveLength(1);
    await versions.createBranch("other");
    await versions.createTag("v1");
    await versions.push({ tags: true });
    await versions.fetch();
    expect(await versions.previewMerge("other")).toMatchObject({ conflicts: [] });
    expect(await versions.position()).toMatchObject({ branch: "main", commit });
    expect(faulty.raised).toBe(0);
    await expect(versions.status()).rejects.toMatchObject({ code: "CHROMA_FAILED" });
    await expect(versions.switchBranch("other")).rejects.toMatchObject({ code: "CHROMA_FAILED" });
    expect(faulty.raised).toBe(2);
    faulty.fault = undefined;
    expect(await versions.status()).toMatchObject({ branch: "main", isClean: true });
    await versions.close();
  });
});
