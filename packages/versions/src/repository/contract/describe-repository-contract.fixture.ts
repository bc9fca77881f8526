import { describe } from "@jest/globals";
import { describeClosingContract } from "./closing-contract.fixture.js";
import { describeContentsContract } from "./contents-contract.fixture.js";
import { describeForgetContract } from "./forget-contract.fixture.js";
import { describeLimitsContract } from "./limits-contract.fixture.js";
import { describeMergeContract } from "./merge-contract.fixture.js";
import { describeNamesContract } from "./names-contract.fixture.js";
import { describeRefsContract } from "./refs-contract.fixture.js";
import { describeRemotesContract } from "./remotes-contract.fixture.js";
import type { RepositoryHarness } from "./repository-harness.fixture.js";

/** What every repository must do, whichever database is under it. */
export function describeRepositoryContract(name: string, harness: RepositoryHarness): void {
  describe(`the repository contract on ${name}`, () => {
    describeRefsContract(harness);
    describeNamesContract(harness);
    describeContentsContract(harness);
    describeMergeContract(harness);
    describeRemotesContract(harness);
    describeLimitsContract(harness);
    describeForgetContract(harness);
    describeClosingContract(harness);
  });
}
