import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { currentProcessIdentity, type ProcessIdentity } from "@stemma/graph-store";
import { createIsolatedDirectory } from "@stemma/test-cleanup";
import { type GraphMove, lastGraphMove, movingGraph } from "./graph-moves.js";
import { readOfOneState } from "./of-one-state.js";

describe("a reading of one state", () => {
  const still = (id: string): GraphMove => ({ id, isUnderWay: false });

  /** Reads beside a process that keeps the position to itself; `looks`: what is seen of its moves, the last one again and again. */
  async function readBeside(looks: readonly GraphMove[]) {
    let looked = 0;
    let readings = 0;
    const move = (): GraphMove => looks[Math.min(looked++, looks.length - 1)] ?? still("");
    return readOfOneState({ position: () => Promise.resolve(undefined), move }, () =>
      Promise.resolve(++readings),
    );
  }

  it("is made again where the graph was moved meanwhile", async () => {
    const looks = [still("first"), still("second"), still("second")];
    expect(await readBeside(looks)).toEqual({ found: 2, isOfOneState: true });
    const midway = [{ id: "first", isUnderWay: true }, still("first")];
    expect(await readBeside([...midway.slice(0, 1), ...midway])).toEqual({ found: 2, isOfOneState: true });
  });

  it("is told not to be one where the move does not end", async () => {
    expect(await readBeside([{ id: "first", isUnderWay: true }])).toEqual({ found: 3, isOfOneState: false });
  });

  it("is made once where nothing moved", async () => {
    expect(await readBeside([still("first")])).toEqual({ found: 1, isOfOneState: true });
  });
});

describe("a move of the graph", () => {
  it("is under way until it ends, however it does, and not after its process died", async () => {
    await using directory = await createIsolatedDirectory();
    const state = { directory: directory.path };
    expect(lastGraphMove(state)).toEqual({ id: "", isUnderWay: false });
    const { id } = await movingGraph(state, () => Promise.resolve(lastGraphMove(state)));
    expect(lastGraphMove(state)).toEqual({ id, isUnderWay: false });
    const failed = movingGraph(state, () => {
      expect(lastGraphMove(state)).toMatchObject({ isUnderWay: true });
      return Promise.reject(new Error("no room left"));
    });
    await expect(failed).rejects.toThrow("no room left");
    expect(lastGraphMove(state).isUnderWay).toBe(false);
    const left = (beganAtMs: number, holder: ProcessIdentity): GraphMove => {
      writeFileSync(
        join(state.directory, "graph-move.json"),
        JSON.stringify({ id: "left", beganAtMs, holder }),
      );
      return lastGraphMove(state);
    };
    const alive = currentProcessIdentity();
    expect(left(Date.now(), alive).isUnderWay).toBe(true);
    expect(left(Date.now(), { ...alive, startedAt: "0" }).isUnderWay).toBe(false);
    expect(left(Date.now(), { ...alive, host: "elsewhere" }).isUnderWay).toBe(true);
    expect(left(Date.now() - 3_600_000, { ...alive, host: "elsewhere" }).isUnderWay).toBe(false);
  });
});
