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

#include "python/api/python_api.h"

namespace stemma {

struct EmbeddedModule {
  const char* name;
  const unsigned char* source;
};
extern const EmbeddedModule embedded_modules[];
extern const std::size_t embedded_module_count;

// References held for the life of the process, borrowed by everybody.
struct Bootstrap {
  PyObject* describe = nullptr;            // (exception) -> dict
  PyObject* adapt = nullptr;               // (object) -> something the tape knows
  PyObject* lends_buffer = nullptr;        // (type) -> whether the memory of exactly this type is its value
  PyObject* unencodable = nullptr;         // the exception for values without a JavaScript form
  PyObject* to_datetime = nullptr;         // (milliseconds) -> datetime
  PyObject* to_numpy = nullptr;            // (memoryview) -> numpy.ndarray
  PyObject* kind_of = nullptr;             // (object) -> ResultKind
  PyObject* discard = nullptr;             // (object): closes a coroutine that will not be awaited
  PyObject* spawn = nullptr;               // (awaitable, serial, complete)
  PyObject* cancel_awaited = nullptr;      // (serial)
  PyObject* end_forked_child = nullptr;    // (exception or None): ends the process
  PyObject* leave = nullptr;               // (seconds): what Python does at its end
  PyObject* keep = nullptr;                // (object, environment) -> number
  PyObject* find_handle = nullptr;         // (number) -> object
  PyObject* release = nullptr;             // (number, environment)
  PyObject* release_all = nullptr;         // (environment)
  PyObject* pulled = nullptr;              // class: an iterator that hands out its items in batches
  PyObject* type_name = nullptr;           // (object) -> qualified name
  PyObject* interrupted = nullptr;         // the BaseException that an interrupt raises
  PyObject* is_thread_delicate = nullptr;  // (thread) -> whether it must not be interrupted now
  PyObject* javascript_error = nullptr;    // the exception for failures of JavaScript functions

  // Runs the embedded modules and prepares the interpreter: isolation of clashing modules, the interrupt signal,
  // line-buffered output. `interrupt_signal` 0: none.
  StartFailure start(int interrupt_signal, bool isolate_modules);
};

extern Bootstrap& bootstrap;

// How a result is delivered; the numbers are those of _stemma/results.py.
enum class ResultKind : long long { plain = 0, awaitable = 1, iterator = 2, async_iterator = 3, coroutine = 4 };

}  // namespace stemma
