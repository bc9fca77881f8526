// Why the interpreter could not start: a code that the TypeScript side turns into a typed error with advice.
// A plain value; no thread, lock or lifetime of its own.
#pragma once

#include <string>

namespace stemma {

struct StartFailure {
  // Empty: no failure. Otherwise "library-not-loadable", "second-python", "unsupported-python", "start-failed"
  // or "other-venv".
  std::string code;
  std::string message;

  explicit operator bool() const { return !code.empty(); }
};

}  // namespace stemma
