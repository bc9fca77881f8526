import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { FileFacts } from "../../facts/file-facts.js";
import { SourceParser } from "../../parse/source-parser.js";
import { go } from "./go.js";

const SOURCE = `// Copyright 2026 Somebody.

/*
Package tool is about tools.

It has two of them.
*/
package tool // import "example.org/tool"

// Tool cuts.
//
//	t := Tool{}
//
//go:generate stringer
type Tool struct {
	// name is not the type's comment.
	name string
}

type (
	// Cutter is what cuts.
	Cutter interface {
		// Cut cuts once.
		Cut(what string, /* how */ times int) (
			pieces []string,
			err error,
		)
	}

	ID int
)

const x = 1 // not about Use

/* Use uses the tool. */
func (t *Tool) Use(
	a, b int, // both
	rest ...string,
) error {
	return nil
}

// Apart from what follows.

func Silent[T any](x T) {}

// Later runs later.
var Later = func() int { return 1 }
`;

describe("what Go definitions say of themselves", () => {
  let parser: SourceParser;
  let facts: FileFacts;
  beforeAll(async () => {
    parser = await SourceParser.create();
    facts = await parser.parse(go.grammar, SOURCE, 5_000, (tree) => go.extractFacts(tree));
  });
  afterAll(() => parser.close());

  const of = (name: string) => facts.definitions.find(({ qualifiedName }) => qualifiedName === name);

  it("takes the package's comment, and not a licence above it", () => {
    expect(facts.docstring).toBe("Package tool is about tools.\n\nIt has two of them.");
    expect(facts.packageName).toBe("tool");
  });

  it.each([
    ["Tool", "Tool cuts.\n\n\tt := Tool{}"],
    ["Cutter", "Cutter is what cuts."],
    ["Cutter.Cut", "Cut cuts once."],
    ["ID", null],
    ["Tool.Use", "Use uses the tool."],
    ["Silent", null],
    ["Later", "Later runs later."],
  ])("takes the comment directly above %s", (name, docstring) => {
    expect(of(name)?.docstring).toBe(docstring);
  });

  it.each([
    ["Tool", "type Tool struct"],
    ["Cutter", "type Cutter interface"],
    ["Cutter.Cut", "Cut(what string, times int) (pieces []string, err error)"],
    ["ID", "type ID int"],
    ["Tool.Use", "func (t *Tool) Use(a, b int, rest ...string) error"],
    ["Silent", "func Silent[T any](x T)"],
    ["Later", "var Later = func() int"],
  ])("writes the head of %s on one line", (name, signature) => {
    expect(of(name)?.signature).toBe(signature);
  });

  it("knows the lines of a definition", () => {
    expect(of("Tool")).toMatchObject({ startLine: 15, endLine: 18 });
    expect(of("Tool.Use")).toMatchObject({ startLine: 36, endLine: 41 });
  });
});
