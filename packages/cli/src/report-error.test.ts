import { describe, expect, it } from "@jest/globals";
import { StemmaError } from "@stemma/core";
import { reportError } from "./report-error.js";
import type { Terminal } from "./terminal.js";

class NamedFailure extends StemmaError {
  readonly operationName = "GetCollection_notes";

  constructor(code: string, advice = "") {
    super("GetCollection_notes: there is none", { code, advice });
  }
}

function told(error: unknown): { code: number; text: string } {
  let text = "";
  const stderr = {
    write: (piece: string) => {
      text += piece;
      return true;
    },
  };
  const code = reportError(error, { stderr } as unknown as Terminal, { debug: false });
  return { code, text };
}

describe("the report of a failed command", () => {
  it("leaves out the operation's name, and advises a command where the error advises a method", () => {
    expect(told(new NamedFailure("COLLECTION_EXISTS", "Use getOrCreateCollection."))).toEqual({
      code: 1,
      text: "stemma: there is none\nTake another name, or delete it first: stemma collection delete <name> --all\n",
    });
  });

  it("takes a name of what there is not for a wrong call, whatever it names", () => {
    const codes = ["COLLECTION_NOT_FOUND", "DATABASE_NOT_FOUND", "SYMBOL_NOT_FOUND", "UNKNOWN_REF"];
    expect(codes.map((code) => told(new NamedFailure(code)).code)).toEqual([2, 2, 2, 2]);
    expect(told(new NamedFailure("INDEX_DAMAGED")).code).toBe(1);
  });
});
