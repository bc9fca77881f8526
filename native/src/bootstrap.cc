#include "bootstrap.h"

#include <cstring>
#include <string>

#include "error.h"
#include "interpreter.h"
#include "owner_thread.h"
#include "py_owned.h"

namespace stemma {
namespace {

// _stemma_native.should_interrupt(): asked by the signal handler, on the thread that may be interrupted.
PyObject* should_interrupt(PyObject*, PyObject*) { return python.PyBool_FromLong(is_current_call_interrupted()); }

PyMethodDef should_interrupt_method = {"should_interrupt", should_interrupt, python_constant::method_noargs,
                                       "True when the call that runs on this thread should stop."};

bool add_native_module() {
  PyObject* module = python.PyImport_AddModule("_stemma_native");
  if (!module) return false;
  Owned function(python.PyCFunction_NewEx(&should_interrupt_method, nullptr, nullptr));
  return function && python.PyObject_SetAttrString(module, "should_interrupt", function.get()) == 0;
}

// Runs one embedded module and hangs it into its package.
bool run_module(const EmbeddedModule& embedded) {
  const auto* source = reinterpret_cast<const char*>(embedded.source);
  const std::string name = embedded.name;
  Owned code(python.Py_CompileString(source, ("<" + name + ">").c_str(), python_constant::file_input));
  if (!code) return false;
  PyObject* module = python.PyImport_AddModule(name.c_str());
  if (!module) return false;
  PyObject* globals = python.PyModule_GetDict(module);
  Owned builtins(python.PyImport_ImportModule("builtins"));
  if (!builtins || python.PyDict_SetItemString(globals, "__builtins__", builtins.get()) != 0) return false;
  if (name.find('.') == std::string::npos) {
    // An empty search path makes it a package without files.
    Owned path(python.PyList_New(0));
    if (python.PyDict_SetItemString(globals, "__path__", path.get()) != 0) return false;
  }
  Owned ran(python.PyEval_EvalCode(code.get(), globals, globals));
  if (!ran) return false;
  const auto dot = name.find('.');
  if (dot == std::string::npos) return true;
  PyObject* package = python.PyImport_AddModule(name.substr(0, dot).c_str());
  return package && python.PyObject_SetAttrString(package, name.c_str() + dot + 1, module) == 0;
}

PyObject* find_in(const char* module, const char* name) {
  Owned found(python.PyImport_ImportModule(module));
  return found ? python.PyObject_GetAttrString(found.get(), name) : nullptr;
}

bool call_prepare(int interrupt_signal, bool isolate_modules) {
  Owned prepare(find_in("_stemma.lifecycle", "prepare"));
  Owned signal_number(python.PyLong_FromLongLong(interrupt_signal));
  Owned isolate(python.PyBool_FromLong(isolate_modules));
  return prepare && signal_number && isolate &&
         call_python(prepare.get(), signal_number.get(), isolate.get());
}

}  // namespace

Bootstrap& bootstrap = *new Bootstrap;

StartFailure Bootstrap::start(int interrupt_signal, bool isolate_modules) {
  bool ok = add_native_module();
  for (std::size_t index = 0; ok && index < embedded_module_count; ++index) ok = run_module(embedded_modules[index]);
  ok = ok && (describe = find_in("_stemma.describe", "describe")) != nullptr;
  ok = ok && (adapt = find_in("_stemma.adapt", "adapt")) != nullptr;
  ok = ok && (to_datetime = find_in("_stemma.adapt", "to_datetime")) != nullptr;
  ok = ok && (interrupted = find_in("_stemma.interrupt", "Interrupted")) != nullptr;
  ok = ok && call_prepare(interrupt_signal, isolate_modules);
  if (ok) return {};
  return {"start-failed", "the bootstrap failed in this interpreter: " + current_error_as_text()};
}

}  // namespace stemma
