import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { matchNames } from "./match-names.js";
import { nameReference } from "./name-reference.js";
import type { NamedNode } from "./named-node.js";

const node = (id: string, label = "FUNCTION", startLine = 1, endLine = 1): NamedNode => {
  const [path = "", symbol] = id.split("#");
  const name = (symbol ?? path).split(symbol === undefined ? "/" : ".").at(-1) ?? "";
  return { id, path, name, label, startLine, endLine };
};

const nodes = [
  node(".", "FOLDER"),
  node("src", "FOLDER"),
  node("src/flask", "FOLDER"),
  node("src/flask/app.py", "FILE", 1, 400),
  node("src/flask/app.py#Flask", "CLASS", 20, 390),
  node("src/flask/app.py#Flask.make_response", "FUNCTION", 30, 60),
  node("src/flask/app.py#Flask.make_response.inner", "FUNCTION", 40, 44),
  node("src/flask/sessions.py", "FILE", 1, 300),
  node("src/flask/sessions.py#Session.close", "FUNCTION", 10, 20),
  node("src/flask/testing.py#FlaskClient.session_transaction", "FUNCTION", 1, 9),
  node("tests/test_app.py", "FILE", 1, 30),
  node("tests/test_app.py#make_response", "FUNCTION", 1, 5),
  node("web/retry.ts#backoffMs", "FUNCTION", 1, 5),
];
const match = (written: string) => {
  const { quality, nodes: found } = matchNames(nodes, nameReference(written, "/home/me/tree"));
  return [quality, found.map(({ id }) => id)];
};

describe("matchNames", () => {
  it.each([
    ["src/flask/app.py#Flask", ["src/flask/app.py#Flask"]],
    ["src/flask/app.py", ["src/flask/app.py"]],
    ["./src/flask/", ["src/flask"]],
    ["/home/me/tree/src/flask/app.py", ["src/flask/app.py"]],
    ["/home/me/tree", ["."]],
    ["src/flask/app.py:42", ["src/flask/app.py#Flask.make_response.inner"]],
    ["/home/me/tree/src/flask/app.py:55:3", ["src/flask/app.py#Flask.make_response"]],
    ["app.py:2", ["src/flask/app.py"]],
    ["src/**/*.py", ["src/flask/app.py", "src/flask/sessions.py"]],
    ["Flask.make_response", ["src/flask/app.py#Flask.make_response"]],
    ["Flask::make_response", ["src/flask/app.py#Flask.make_response"]],
    ["`Flask.make_response()`", ["src/flask/app.py#Flask.make_response"]],
    ["flask.sessions.Session.close", ["src/flask/sessions.py#Session.close"]],
    ["session.close", ["src/flask/sessions.py#Session.close"]],
    ["flask.Flask.make_response", ["src/flask/app.py#Flask.make_response"]],
    ["make_response", ["src/flask/app.py#Flask.make_response", "tests/test_app.py#make_response"]],
    ["makeResponse", ["src/flask/app.py#Flask.make_response", "tests/test_app.py#make_response"]],
    ["backoff_ms", ["web/retry.ts#backoffMs"]],
    ["sessions.py", ["src/flask/sessions.py"]],
  ])("%s means just %j", (written, ids) => {
    expect(match(written)).toEqual(["exact", ids]);
  });

  it("finds by a part of a name, and through a typing slip", () => {
    expect(match("transaction")).toEqual([
      "similar",
      ["src/flask/testing.py#FlaskClient.session_transaction"],
    ]);
    expect(match("make_reponse")).toEqual([
      "similar",
      ["src/flask/app.py#Flask.make_response", "tests/test_app.py#make_response"],
    ]);
  });

  it("does not take a file of another tree for that of this one, but for a similar one", () => {
    const [quality, ids] = match("/elsewhere/src/flask/app.py");
    expect(quality).toBe("similar");
    expect(ids?.[0]).toBe("src/flask/app.py");
  });

  it.each(["sourdough", "", "é", "src/nothing.py:3"])("finds nothing by %j", (written) => {
    expect(match(written)[1]).toEqual([]);
  });

  it("finds each node by its id and by its dotted name, whatever the tree", () => {
    const part = fc.stringMatching(/^[a-zA-Z_]\w{0,6}$/);
    const ids = fc.uniqueArray(
      fc.tuple(
        fc.array(part, { minLength: 1, maxLength: 3 }),
        fc.array(part, { minLength: 1, maxLength: 3 }),
      ),
      {
        selector: ([path, symbol]) => `${path.join("/")}.py#${symbol.join(".")}`,
        minLength: 1,
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(ids, (made) => {
        const tree = made.map(([path, symbol]) => node(`${path.join("/")}.py#${symbol.join(".")}`));
        tree.forEach(({ id }, at) => {
          expect(matchNames(tree, nameReference(id, "/r")).nodes[0]?.id).toBe(id);
          const dotted = [...(made[at]?.[0] ?? []), ...(made[at]?.[1] ?? [])].join(".");
          expect(matchNames(tree, nameReference(dotted, "/r")).nodes.map((found) => found.id)).toContain(id);
        });
      }),
    );
  });
});
