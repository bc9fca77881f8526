import { describe, expect, it } from "@jest/globals";
import { markdownHtml } from "./markdown-html.js";

describe("documentation as HTML", () => {
  it("has lists, code and links to the web", () => {
    expect(markdownHtml("- `a<b`\n- [x](https://example.com)")).toBe(
      '<ul>\n<li><code>a&lt;b</code></li>\n<li><a href="https://example.com" rel="noopener noreferrer">x</a></li>\n</ul>\n',
    );
  });

  it.each([
    "<script>x</script>",
    "<img src=x onerror=y>",
    "![i](http://evil.example/p.png)",
    "![i][r]\n\n[r]: http://evil.example/p.png",
    "[l](javascript:x)",
    "[l](JaVaScRiPt:x)",
    "[l](data:text/html,x)",
    "[l](vbscript:x)",
    "[l](file:///etc/passwd)",
    "<javascript:x>",
    '[l](https://e.example "\\" onclick=x")',
    "`<b onclick=x>`",
    '```"><script>\nx\n```',
    "<details open ontoggle=x>",
  ])("is nothing but text and links for %j", (text) => {
    const html = markdownHtml(text);
    const attributes = [...html.matchAll(/<[a-z0-9]+((?:\s+[a-z-]+="[^"]*")*)\s*\/?>/gu)];
    const opened = [...html.matchAll(/<[^/]/gu)];
    expect(attributes).toHaveLength(opened.length);
    expect(html).not.toMatch(/<(?:script|img|details|b)\b/u);
    for (const [, given = ""] of attributes) {
      const names = [...given.matchAll(/([a-z-]+)="/gu)].map(([, name]) => name);
      expect(["href", "rel", "title", "class"]).toEqual(expect.arrayContaining(names));
      expect(given).not.toMatch(/href="(?!https?:|mailto:)/u);
    }
  });
});
