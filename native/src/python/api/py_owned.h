// RAII for Python references and the GIL.
//
// Thread:    any that holds the GIL (Owned), any that does not (GilHold) or does (GilPause).
// GIL:       needed to build, reset and destroy an Owned.
// Locks:     no mutex may be held while a GilHold is built or a GilPause ends: both take the GIL.
// Frees:     Owned drops its one reference.
// Teardown:  never outlives the scope it is in; long-lived references are leaked with the interpreter.
#pragma once

#include <utility>

#include "python/api/python_api.h"

namespace stemma {

class Owned {
 public:
  Owned() = default;
  // Takes over a new reference; nullptr when the call that made it failed.
  explicit Owned(PyObject* object) : object_(object) {}
  Owned(Owned&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  Owned& operator=(Owned&& other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() {
    if (object_) python.Py_DecRef(object_);
  }

  static Owned share(PyObject* borrowed) {
    python.Py_IncRef(borrowed);
    return Owned(borrowed);
  }

  PyObject* get() const { return object_; }
  PyObject* release() { return std::exchange(object_, nullptr); }
  explicit operator bool() const { return object_ != nullptr; }

 private:
  PyObject* object_ = nullptr;
};

// Calls `function` with the given objects; their references are borrowed.
template <class... Objects>
Owned call_python(PyObject* function, Objects*... arguments) {
  Owned tuple(python.PyTuple_New(sizeof...(arguments)));
  if (!tuple) return Owned();
  Py_ssize_t index = 0;
  ((python.Py_IncRef(arguments), python.PyTuple_SetItem(tuple.get(), index++, arguments)), ...);
  return Owned(python.PyObject_CallObject(function, tuple.get()));
}

// Holds the GIL on a thread that Python may not know yet.
class GilHold {
 public:
  GilHold() : state_(python.PyGILState_Ensure()) {}
  ~GilHold() { python.PyGILState_Release(state_); }
  GilHold(const GilHold&) = delete;
  GilHold& operator=(const GilHold&) = delete;

 private:
  PyGILState_STATE state_;
};

// Lets go of the GIL for a scope, around anything that waits.
class GilPause {
 public:
  GilPause() : state_(python.PyEval_SaveThread()) {}
  ~GilPause() { python.PyEval_RestoreThread(state_); }
  GilPause(const GilPause&) = delete;
  GilPause& operator=(const GilPause&) = delete;

 private:
  PyThreadState* state_;
};

}  // namespace stemma
