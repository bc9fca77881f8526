import { findUnfinishedRun, StemmaProject } from "@stemma/pipeline";
import { RunUnderWayError } from "../errors/run-under-way-error.js";
import type { Acting } from "./action.js";

export const document: Acting<"document"> = {
  async onRun(run, { directory, opened }) {
    const found = await findUnfinishedRun(directory, opened.flags);
    if ("reason" in found && found.reason === "under way") throw new RunUnderWayError();
    run.begin(() => StemmaProject.create(found.root, opened));
    return { outcome: "begun" };
  },
};

export const resumeDocument: Acting<"resume-document"> = {
  async onRun(run, { directory, opened }) {
    const found = await findUnfinishedRun(directory, opened.flags);
    if ("reason" in found) {
      if (found.reason === "under way") throw new RunUnderWayError();
      return { outcome: "nothing to resume" };
    }
    run.begin(() => StemmaProject.create(found.root, { ...opened, flags: found.flags }));
    return { outcome: "begun" };
  },
};

export const stopDocument: Acting<"stop-document"> = {
  async onRun(run) {
    await run.stop();
    return { outcome: "stopped" };
  },
};
