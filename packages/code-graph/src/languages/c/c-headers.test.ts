import { describe, expect, it } from "@jest/globals";
import { isCppHeader } from "./c-headers.js";

describe("whether a header is one of C++", () => {
  it.each([
    ["a class", "class Tool {\n};\n"],
    ["a class that is exported", "class LIB_API Tool : public Base {};\n"],
    ["a namespace", "#ifndef A\n#define A\nnamespace a {\n}\n#endif\n"],
    ["a template", "  template <typename T> T f(T x);\n"],
    ["a name of the library", "void f(const std::string& x);\n"],
    ["a header without ending", "#include <vector>\n"],
    ["an enum class", "enum class Color { red };\n"],
    ["what stands outside of a branch for C++ alone", '#ifdef __cplusplus\nextern "C" {\n#endif\nclass A;\n'],
  ])("finds C++: %s", (_, text) => {
    expect(isCppHeader(text)).toBe(true);
  });

  it.each([
    ["functions and structs", "#include <stdio.h>\nstruct a { int n; };\nint f(struct a *x);\n"],
    [
      "what it keeps for C++",
      '#ifdef __cplusplus\nnamespace a { class B; }\nextern "C" {\n#endif\nint f(void);\n',
    ],
    ["comments and texts", '/* class A { */\n// std::string\n#define S "namespace a {"\nint f(void);\n'],
    ["names that C may use", "int class_of(int new, int namespace_id);\nint template;\n"],
    ["the other branch", "#if defined(__cplusplus)\nclass A;\n#else\nstruct A;\n#endif\n"],
    ["nothing", ""],
  ])("finds none: %s", (_, text) => {
    expect(isCppHeader(text)).toBe(false);
  });
});
