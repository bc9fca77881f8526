import { describe, expect, it } from "@jest/globals";
import { readDocComment, readFileComment, readSignature } from "./c-text.js";

/** What is said of `int x;`, which ends the text or is marked by `|`. */
function said(text: string): string | null {
  const start = text.indexOf("int x;");
  return readDocComment(text, start, start + "int x;".length);
}

describe("comments of C and C++", () => {
  it.each([
    ["/** Counts. */\nint x;", "Counts."],
    ["/*! Counts. */\nint x;", "Counts."],
    ["/* Counts.\n * All of it.\n */\nint x;", "Counts.\nAll of it."],
    ["/// Counts.\n/// All.\nint x;", "Counts.\nAll."],
    ["// Counts.\nint x;", "Counts."],
    ["//! Counts.\n  int x;", "Counts."],
    ["int x; ///< Counts.\nint y;", "Counts."],
    ["int x; /**< Counts. */\n", "Counts."],
    ["// Above.\n\nint x;", null],
    ["int y; ///< Another.\nint x;", null],
    ["int y; // Another.\nint x;", null],
    ["///< Of what is before.\nint x;", null],
    ["/*****/\nint x;", null],
    ["f(); /* no */ int x;", null],
    ["int x;", null],
  ])("are %j", (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  it("tell Doxygen's commands as those of other languages", () => {
    expect(
      said(
        "/**\n * @brief Opens it.\n *\n * \\param[in] path Where it \\c lies.\n * @param[in,out] n How many.\n * @return The handle.\n * \\throws Failure never\n */\nint x;",
      ),
    ).toBe(
      "Opens it.\n\n@param path Where it lies.\n@param n How many.\n@returns The handle.\n@throws Failure never",
    );
  });

  it("of a file are the first that are not about rights", () => {
    expect(readFileComment("// Copyright 2020 A.\n\n// What it is.\n\n#include <a.h>\n")).toBe("What it is.");
    expect(readFileComment("/* What it is. */\n#include <a.h>\n")).toBe("What it is.");
    expect(readFileComment("/** Of the function. */\nint x;\n")).toBeNull();
    expect(readFileComment("/** @file a.c\n * What it is. */\nint x;\n")).toBe("What it is.");
    expect(readFileComment("int x;\n")).toBeNull();
  });

  it("are no part of a head", () => {
    const text = "static int /* of all */ f(\n  int a, // first\n  char *b\n)";
    expect(readSignature(text, 0, text.length)).toBe("static int f(int a, char *b)");
  });
});
