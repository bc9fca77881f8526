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

async function told(error: unknown): Promise<{ code: number; text: string }> {
  let text = "";
  const stderr = {
    write: (piece: string) => {
      text += piece;
      return true;
    },
  };
  const code = await reportError(error, { stderr } as unknown as Terminal, { debug: false });
  return { code, text };
}

describe("the report of a failed command", () => {
  it("leaves out the operation's name, and advises a command where the error advises a method", async () => {
    expect(await told(new NamedFailure("COLLECTION_EXISTS", "Use getOrCreateCollection."))).toEqual({
      code: 1,
      text: "stemma: there is none\nTake another name, or delete it first: stemma collection delete <name> --all\n",
    });
  });

  it("takes a name of what there is not for a wrong call, whatever it names", async () => {
    const codes = ["COLLECTION_NOT_FOUND", "DATABASE_NOT_FOUND", "SYMBOL_NOT_FOUND", "UNKNOWN_REF"];
    const reports = await Promise.all(codes.map((code) => told(new NamedFailure(code))));
    expect(reports.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    expect((await told(new NamedFailure("INDEX_DAMAGED"))).code).toBe(1);
  });
});
