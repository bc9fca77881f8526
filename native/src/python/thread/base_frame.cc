#include "python/thread/base_frame.h"

#include <utility>

#include "python/api/py_owned.h"

namespace stemma {
namespace {

thread_local const std::function<void()>* pending_body = nullptr;

void evaluate_stay() {
  // A module's code, not a function's: what exec assigns is still there for the next call.
  const Owned code(
      python.Py_CompileString("__import__('_stemma_native').stay()", "<stemma>", python_constant::file_input));
  PyObject* main = code ? python.PyImport_AddModule("__main__") : nullptr;
  PyObject* globals = main ? python.PyModule_GetDict(main) : nullptr;
  if (globals) const Owned done(python.PyEval_EvalCode(code.get(), globals, globals));
  if (python.PyErr_Occurred()) python.PyErr_Clear();
}

}  // namespace

void run_above_frame(const std::function<void()>& body) {
  pending_body = &body;
  evaluate_stay();
  if (const auto* left = std::exchange(pending_body, nullptr)) (*left)();
}

PyObject* stay(PyObject*, PyObject*) {
  if (const auto* body = std::exchange(pending_body, nullptr)) (*body)();
  return Owned::share(python.none).release();
}

}  // namespace stemma
