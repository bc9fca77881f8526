import { expect } from "@jest/globals";
import { StemmaError } from "@stemma/core";
import type { SyncManager } from "../../manager/sync-manager.js";
import type { Person, VersionsHarness } from "../versions-harness.fixture.js";
import { snapshotOf } from "./snapshot.fixture.js";

/** What is refused, by a sentence: the code of the refusal, and what is tried. */
export type Refusals = Readonly<
  Record<string, readonly [code: string, attempt: (versions: SyncManager) => Promise<unknown>]>
>;

/** The code of a refusal; something else when there was none, or it was not a typed one. */
export async function codeOf(attempt: () => Promise<unknown>): Promise<string> {
  try {
    await attempt();
    return "not refused";
  } catch (error) {
    return StemmaError.isInstance(error) ? error.code : `not typed: ${String(error)}`;
  }
}

/** Tries each, and sees that nothing is different after it; then opens again, and sees that still nothing is. */
export async function expectRefusals(
  harness: VersionsHarness,
  person: Person,
  refusals: Refusals,
): Promise<Person> {
  const before = await snapshotOf(harness, person);
  const codes: Record<string, string> = {};
  const changed: string[] = [];
  for (const [name, [, attempt]] of Object.entries(refusals)) {
    codes[name] = await codeOf(() => attempt(person.versions));
    if (!isSame(before, await snapshotOf(harness, person))) changed.push(name);
  }
  expect(codes).toEqual(Object.fromEntries(Object.entries(refusals).map(([name, [code]]) => [name, code])));
  expect(changed).toEqual([]);
  const again = await harness.reopen(person);
  expect(again.versions.recovery).toBeUndefined();
  expect(await snapshotOf(harness, again)).toEqual(before);
  return again;
}

function isSame(one: unknown, other: unknown): boolean {
  try {
    expect(other).toEqual(one);
    return true;
  } catch {
    return false;
  }
}
