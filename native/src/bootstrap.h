// The Python half of the addon: the modules of python/_stemma, embedded at build time, and the functions that the
// C++ half calls in them.
//
// Thread:    start() on the first owner thread; the functions from any thread that holds the GIL.
// GIL:       held throughout.
// Locks:     none.
// Frees:     nothing; the modules live as long as the interpreter.
// Teardown:  untouched by environments.
#pragma once

#include <cstddef>

#include "python_api.h"

namespace stemma {

struct EmbeddedModule {
  const char* name;
  const unsigned char* source;
};
extern const EmbeddedModule embedded_modules[];
extern const std::size_t embedded_module_count;

// References held for the life of the process, borrowed by everybody.
struct Bootstrap {
  PyObject* describe = nullptr;        // _stemma.describe.describe(exception) -> dict
  PyObject* adapt = nullptr;           // _stemma.adapt.adapt(object) -> something the tape knows
  PyObject* to_datetime = nullptr;     // _stemma.adapt.to_datetime(milliseconds) -> datetime
  PyObject* interrupted = nullptr;     // the BaseException that an interrupt raises

  // Runs the embedded modules and prepares the interpreter: isolation of clashing modules, the interrupt signal,
  // line-buffered output. `interrupt_signal` 0: none.
  StartFailure start(int interrupt_signal, bool isolate_modules);
};

extern Bootstrap& bootstrap;

}  // namespace stemma
