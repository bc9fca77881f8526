import { describe, expect, it } from "@jest/globals";
import { withLogGraph } from "./log-graph-flag.js";

describe("--graph", () => {
  it.each<[readonly string[], readonly string[]]>([
    [
      ["log", "--graph"],
      ["log", "--draw-graph"],
    ],
    [
      ["-C", "x", "log", "--graph", "--oneline"],
      ["-C", "x", "log", "--draw-graph", "--oneline"],
    ],
    [
      ["log", "--graph", "main"],
      ["log", "--draw-graph", "main"],
    ],
    [
      ["log", "--graph", "neo4j://127.0.0.1:7687"],
      ["log", "--graph", "neo4j://127.0.0.1:7687"],
    ],
    [
      ["--graph", "neo4j://h", "log", "--graph"],
      ["--graph", "neo4j://h", "log", "--draw-graph"],
    ],
    [
      ["scan", "--graph", "neo4j://h"],
      ["scan", "--graph", "neo4j://h"],
    ],
  ])("%j means %j", (given, meant) => {
    expect(withLogGraph(given)).toEqual(meant);
  });
});
