#include "python/thread/native_module.h"

#include <unistd.h>

#include <cstdlib>

#include "core/forked_child.h"
#include "python/api/py_owned.h"
#include "python/thread/base_frame.h"
#include "python/thread/interpreter.h"
#include "python/thread/owner_thread.h"
#include "python/thread/signal_forwarding.h"

namespace stemma {
namespace {

std::string_view text_of(PyObject* object) {
  Py_ssize_t length = 0;
  const char* chars = python.PyUnicode_AsUTF8AndSize(object, &length);
  if (chars) return {chars, static_cast<std::size_t>(length)};
  python.PyErr_Clear();
  return "(text with lone surrogates)";
}

// Asked by the signal handler, on the thread that may be interrupted. True only once for an interrupt.
PyObject* should_interrupt(PyObject*, PyObject*) { return python.PyBool_FromLong(take_current_interrupt()); }

PyObject* interrupt_anew(PyObject*, PyObject*) {
  return_current_interrupt();
  return Owned::share(python.none).release();
}

// A child that ends with its last thread would run the destructors of Node, whose threads it has not.
void end_at_once(int code, void*) { _exit(code); }

PyObject* mark_forked_child(PyObject*, PyObject*) {
  is_forked_child = true;
  forward_signals_here();
#ifdef __GLIBC__
  on_exit(end_at_once, nullptr);
#else
  std::atexit([] { end_at_once(0, nullptr); });
#endif
  return Owned::share(python.none).release();
}

PyObject* current_call(PyObject*, PyObject*) { return python.PyLong_FromUnsignedLongLong(current_serial()); }

PyObject* forward(PyObject*, PyObject* arguments) {
  int overflow = 0;
  PyObject* number = python.PyTuple_Size(arguments) == 1 ? python.PyTuple_GetItem(arguments, 0) : python.none;
  const auto signal_number = python.PyLong_AsLongLongAndOverflow(number, &overflow);
  if (python.PyErr_Occurred()) return nullptr;
  return python.PyBool_FromLong(forward_signal(static_cast<int>(signal_number)));
}

PyObject* report(PyObject*, PyObject* arguments) {
  if (python.PyTuple_Size(arguments) != 2) {
    python.PyErr_SetString(*python.PyExc_TypeError, "report() takes an exception and what it is about");
    return nullptr;
  }
  PyObject* error = python.PyTuple_GetItem(arguments, 0);
  python.PyErr_SetObject(reinterpret_cast<PyObject*>(PythonApi::type_of(error)), error);
  python.PyErr_WriteUnraisable(python.PyTuple_GetItem(arguments, 1));
  return Owned::share(python.none).release();
}

PyObject* log(PyObject*, PyObject* arguments) {
  if (python.PyTuple_Size(arguments) != 3) {
    python.PyErr_SetString(*python.PyExc_TypeError, "log() takes level, name and message");
    return nullptr;
  }
  int overflow = 0;
  const auto level = python.PyLong_AsLongLongAndOverflow(python.PyTuple_GetItem(arguments, 0), &overflow);
  Interpreter::instance().publish_log({static_cast<std::int32_t>(level), text_of(python.PyTuple_GetItem(arguments, 1)),
                                       text_of(python.PyTuple_GetItem(arguments, 2))});
  return Owned::share(python.none).release();
}

// raise_in(thread, exception): the exception will be raised in that Python thread; None takes back one that was
// not yet.
PyObject* raise_in(PyObject*, PyObject* arguments) {
  if (python.PyTuple_Size(arguments) != 2) {
    python.PyErr_SetString(*python.PyExc_TypeError, "raise_in() takes a thread and an exception class");
    return nullptr;
  }
  const auto thread = python.PyLong_AsUnsignedLongLong(python.PyTuple_GetItem(arguments, 0));
  if (python.PyErr_Occurred()) return nullptr;
  PyObject* exception = python.PyTuple_GetItem(arguments, 1);
  python.PyThreadState_SetAsyncExc(static_cast<unsigned long>(thread), exception == python.none ? nullptr : exception);
  return Owned::share(python.none).release();
}

PyMethodDef methods[] = {
    {"should_interrupt", should_interrupt, python_constant::method_noargs,
     "True once when the call that runs on this thread should stop; the caller must raise that."},
    {"interrupt_anew", interrupt_anew, python_constant::method_noargs,
     "Says that what was raised came to nobody: the call of this thread should still stop."},
    {"mark_forked_child", mark_forked_child, python_constant::method_noargs,
     "Says that this process is a child that was forked."},
    {"raise_in", raise_in, python_constant::method_varargs, "Raises an exception in another thread of Python."},
    {"stay", stay, python_constant::method_noargs, "Runs the calls of an owner thread, above the caller's frame."},
    {"current_call", current_call, python_constant::method_noargs,
     "The number of the call that runs on this thread, or 0."},
    {"forward_signal", forward, python_constant::method_varargs,
     "Brings a signal that Python handles to its main thread."},
    {"report", report, python_constant::method_varargs,
     "Gives an exception that nobody waits for to sys.unraisablehook."},
    {"log", log, python_constant::method_varargs, "Delivers one log record to every environment that listens."},
};

}  // namespace

bool add_native_module() {
  PyObject* module = python.PyImport_AddModule("_stemma_native");
  if (!module) return false;
  for (auto& method : methods) {
    Owned function(python.PyCFunction_NewEx(&method, nullptr, nullptr));
    if (!function || python.PyObject_SetAttrString(module, method.ml_name, function.get()) != 0) return false;
  }
  return true;
}

}  // namespace stemma
