#include "python/thread/bootstrap.h"

#include <string>
#include <string_view>

#include "python/api/py_owned.h"
#include "python/thread/native_module.h"
#include "python/values/error.h"

namespace stemma {
namespace {

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

bool call_prepare(int interrupt_signal) {
  Owned prepare(find_in("_stemma.lifecycle", "prepare"));
  Owned signal_number(python.PyLong_FromLongLong(interrupt_signal));
  return prepare && signal_number && call_python(prepare.get(), signal_number.get());
}

bool install_isolation() {
  Owned install(find_in("_stemma.isolate", "install"));
  return install && call_python(install.get());
}

// Isolation comes first: whatever the other modules import may bring a library that clashes.
bool run_modules(bool isolate_modules) {
  for (std::size_t index = 0; index < embedded_module_count; ++index) {
    const EmbeddedModule& embedded = embedded_modules[index];
    if (!run_module(embedded)) return false;
    const bool is_isolation = std::string_view(embedded.name) == "_stemma.isolate";
    if (is_isolation && isolate_modules && !install_isolation()) return false;
  }
  return true;
}

}  // namespace

Bootstrap& bootstrap = *new Bootstrap;

StartFailure Bootstrap::start(int interrupt_signal, bool isolate_modules) {
  bool ok = add_native_module() && run_modules(isolate_modules);
  struct Wanted {
    PyObject*& function;
    const char* module;
    const char* name;
  };
  const Wanted wanted[] = {
      {describe, "_stemma.describe", "describe"},
      {adapt, "_stemma.adapt", "adapt"},
      {lends_buffer, "_stemma.adapt", "lends_buffer"},
      {unencodable, "_stemma.adapt", "Unencodable"},
      {to_datetime, "_stemma.adapt", "to_datetime"},
      {to_numpy, "_stemma.adapt", "to_numpy"},
      {kind_of, "_stemma.results", "kind_of"},
      {discard, "_stemma.results", "discard"},
      {spawn, "_stemma.loop", "spawn"},
      {cancel_awaited, "_stemma.loop", "cancel"},
      {end_forked_child, "_stemma.lifecycle", "end_forked_child"},
      {leave, "_stemma.ending", "leave"},
      {keep, "_stemma.handles", "keep"},
      {find_handle, "_stemma.handles", "find"},
      {release, "_stemma.handles", "release"},
      {release_all, "_stemma.handles", "release_all"},
      {pulled, "_stemma.handles", "Pulled"},
      {type_name, "_stemma.handles", "type_name"},
      {interrupted, "_stemma.interrupt", "Interrupted"},
      {is_thread_delicate, "_stemma.interrupt", "is_thread_delicate"},
      {javascript_error, "_stemma.javascript", "JavaScriptError"},
  };
  for (const auto& [function, module, name] : wanted) ok = ok && (function = find_in(module, name)) != nullptr;
  ok = ok && call_prepare(interrupt_signal);
  if (ok) return {};
  return {"start-failed", "the bootstrap failed in this interpreter: " + current_error_as_text()};
}

}  // namespace stemma
