import { describe, expect, it } from "@jest/globals";
import { facts, reference, request } from "../testing/requests.fixture.js";
import { ExtractiveProvider } from "./extractive-provider.js";

const provider = new ExtractiveProvider();

describe("ExtractiveProvider", () => {
  it("describes a function by its docstring, signature, calls, errors, users and comments", async () => {
    const node = facts("FUNCTION", "src/http.py#parse_header", {
      signature: "def parse_header(line: bytes) -> Header",
      docstring: "Parse one header line\n\nFolded lines are joined first.\n\nArgs:\n    line: raw bytes\n",
      source: [
        "def parse_header(line: bytes) -> Header:",
        "    # noqa: C901",
        "    # Old proxies send a bare carriage return,",
        "    # which counts as a line end here.",
        "    # value = line.split()",
        "    raise BadHeader(line)",
      ].join("\n"),
    });
    const { text, summary } = await provider.getCompletion(
      request(node, {
        calls: [reference("FUNCTION", "src/http.py#unfold", "Joins folded lines.")],
        usedBy: [reference("FUNCTION", "src/http.py#read_request"), reference("FUNCTION", "t.py#main")],
      }),
    );
    expect(text).toBe(
      [
        "Parse one header line.",
        "Folded lines are joined first.",
        "`parse_header` returns `Header`. It raises `BadHeader`. It calls `unfold`. It is used by `read_request` and `main`.",
        "Takes:\n- `line` (`bytes`): raw bytes",
      ].join("\n\n"),
    );
    expect(summary).toBe("Parse one header line.");
  });

  it("says of a function that nobody described what it takes, gives, changes and calls, and what comments say", async () => {
    const node = facts("FUNCTION", "a.ts#HttpClient.retryFailedRequest", {
      language: "typescript",
      signature: "async retryFailedRequest(delayMs: number, ...rest): Promise<Response>",
      source: "// the server asks for it at times\nthis.tries += 1;",
    });
    const { text, summary } = await provider.getCompletion(
      request(node, {
        parent: reference("CLASS", "a.ts#HttpClient"),
        calls: [reference("FUNCTION", "a.ts#sleep")],
      }),
    );
    expect(text).toBe(
      [
        "`retryFailedRequest` takes `delayMs` (`number`) and `...rest` and returns `Promise<Response>`. It sets `tries`. It calls `sleep`.",
        "Comments in it: “the server asks for it at times”",
      ].join("\n\n"),
    );
    expect(summary).toBe(
      "`retryFailedRequest` takes `delayMs` (`number`) and `...rest` and returns `Promise<Response>`. It sets `tries`.",
    );
  });

  it("describes a class, a file and a folder by what is inside them", async () => {
    const ofClass = await provider.getCompletion(
      request(facts("CLASS", "src/a.py#Reader"), {
        bases: [reference("CLASS", "src/b.py#Base")],
        children: [
          reference("FUNCTION", "src/a.py#Reader.close"),
          reference("FUNCTION", "src/a.py#Reader.read", "Reads all."),
        ],
      }),
    );
    expect(ofClass.text).toBe("`Reader` extends `Base`.\n\n`Reader` has:\n- `close`\n- `read`: Reads all.");
    const ofFile = await provider.getCompletion(
      request(facts("FILE", "src/a.py"), {
        imports: [reference("FILE", "src/b.py")],
        children: [reference("CLASS", "src/a.py#Reader"), reference("FUNCTION", "src/a.py#open")],
      }),
    );
    expect(ofFile.summary).toBe("`a.py` defines `Reader` and `open`.");
    expect(ofFile.text).toBe("`a.py` imports `src/b.py`.\n\n`a.py` defines:\n- `Reader`\n- `open`");
    const ofFolder = await provider.getCompletion(
      request(facts("FOLDER", "."), {
        children: ["c", "d"].map((id) => reference("FILE", id, `\`${id}\` defines \`x\`.`)),
      }),
    );
    expect(ofFolder.text).toBe("The tree contains:\n- `c` defines `x`.\n- `d` defines `x`.");
  });

  it("names the others of a cycle, and what could not be documented", async () => {
    const even = reference("FUNCTION", "a.py#even");
    const odd = reference("FUNCTION", "a.py#odd");
    const { text } = await provider.getCompletion(
      request(facts("FUNCTION", "a.py#even"), {
        cycle: { members: [even, odd], pass: 1 },
        missing: [reference("FUNCTION", "a.py#zero")],
      }),
    );
    expect(text).toContain("`even` depends on `odd`, and they on it.");
    expect(text).toContain("This text is incomplete: `zero` could not be documented.");
  });

  it.each([
    ["Reads as {@link readLine} does.", "Reads as `readLine` does."],
    ["See {@link Reader.close | its end}.", "See its end."],
    [":class:`~io.Reader` wraps :func:`open`.", "`io.Reader` wraps `open`."],
    ["Gives {@code null} at the end.", "Gives `null` at the end."],
  ])("reads the markup of a docstring as people do: %j", async (docstring, expected) => {
    const { summary } = await provider.getCompletion(request(facts("FUNCTION", "a.py#read", { docstring })));
    expect(summary).toBe(expected);
  });

  it("tells constructors apart by their classes", async () => {
    const calls = [
      reference("FUNCTION", "a.ts#Reader.constructor"),
      reference("FUNCTION", "a.py#Lexer.__init__"),
    ];
    const { text } = await provider.getCompletion(request(facts("FUNCTION", "a.ts#open"), { calls }));
    expect(text).toContain("`open` calls `Reader.constructor` and `Lexer.__init__`.");
  });

  it("lists forty of fifty thousand children and counts the rest", async () => {
    const children = Array.from({ length: 50_000 }, (_, index) => reference("FILE", `f${index}.py`));
    const { text } = await provider.getCompletion(request(facts("FOLDER", "wide"), { children }));
    expect(text).toContain("- and 49960 more");
    expect(text.length).toBeLessThan(1_000);
  });

  it("gives the same text for the same request, and stops for an abort", async () => {
    const aRequest = request(facts("FILE", "a.py", { docstring: "@packageDocumentation", source: "# 1" }));
    expect(await provider.getCompletion(aRequest)).toEqual(await provider.getCompletion(aRequest));
    await expect(
      provider.getCompletion(aRequest, { signal: AbortSignal.abort("stop") }),
    ).rejects.toMatchObject({ code: "CANCELLED" });
  });
});
