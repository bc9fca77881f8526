// Starts CPython for a virtual environment, without PyConfig (its layout differs between versions).
//
// Thread:    the first owner thread, which thereby becomes CPython's main thread.
// GIL:       held afterwards.
// Locks:     none.
// Frees:     nothing; the program name must live as long as the interpreter.
// Teardown:  CPython is never finalized.
#pragma once

#include <string>

#include "core/start_failure.h"

namespace stemma {

struct PythonLocation {
  std::string library;  // libpython3.x.so, absolute or a bare soname
  std::string program;  // <venv>/bin/python: CPython finds pyvenv.cfg and the packages by it
};

StartFailure start_cpython(const PythonLocation& location);

}  // namespace stemma
