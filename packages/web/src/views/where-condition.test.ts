import { describe, expect, it } from "@jest/globals";
import { conditionOf } from "./where-condition.js";

describe("a condition as a filter", () => {
  it.each([
    ["topic", "$eq", "ferries", '{"topic":{"$eq":"ferries"}}'],
    ["year", "$gte", "1990", '{"year":{"$gte":1990}}'],
    ["x", "$lt", "-1.5e3", '{"x":{"$lt":-1.5e3}}'],
    ["big", "$eq", "9007199254740993", '{"big":{"$eq":9007199254740993}}'],
    ["is", "$ne", "true", '{"is":{"$ne":true}}'],
    ["code", "$eq", '"1990"', '{"code":{"$eq":"1990"}}'],
    ["zip", "$eq", "01990", '{"zip":{"$eq":"01990"}}'],
    ['a"b', "$eq", 'c"d\\', '{"a\\"b":{"$eq":"c\\"d\\\\"}}'],
    ["none", "$eq", "", '{"none":{"$eq":""}}'],
  ] as const)("of %j %s %j is %s", (key, operator, value, json) => {
    expect(conditionOf(key, operator, value)).toBe(json);
    expect(() => JSON.parse(json) as unknown).not.toThrow();
  });
});
