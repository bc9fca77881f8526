// CPython as a table of function pointers, bound at run time; no Python.h anywhere in the addon.
//
// Thread:    load() runs once, on the first owner thread, before any other use; read-only afterwards.
// GIL:       load() needs none; what each entry needs is CPython's own rule.
// Locks:     none.
// Frees:     nothing; the library stays loaded for the life of the process.
// Teardown:  untouched by environments; leaked on purpose, Python threads outlive every JS environment.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/start_failure.h"
#include "python/api/python_functions.h"

namespace stemma {

struct PyObject;
struct PyTypeObject;
struct PyThreadState;
struct PyInitConfig;
using Py_ssize_t = std::intptr_t;
using PyGILState_STATE = int;
using PyCFunction = PyObject* (*)(PyObject*, PyObject*);
using PyCapsule_Destructor = void (*)(PyObject*);

struct PyMethodDef {
  const char* ml_name;
  PyCFunction ml_meth;
  int ml_flags;
  const char* ml_doc;
};
struct PyType_Slot {
  int slot;
  void* pfunc;
};
struct PyType_Spec {
  const char* name;
  int basicsize;
  int itemsize;
  unsigned int flags;
  PyType_Slot* slots;
};
struct Py_buffer {
  void* buf;
  PyObject* obj;
  Py_ssize_t len;
  Py_ssize_t itemsize;
  int readonly;
  int ndim;
  char* format;
  Py_ssize_t* shape;
  Py_ssize_t* strides;
  Py_ssize_t* suboffsets;
  void* internal;
};

// Values of CPython's macros; the signature check compares them with the real headers.
namespace python_constant {
inline constexpr int file_input = 257;
inline constexpr int method_varargs = 0x0001;
inline constexpr int method_keywords = 0x0002;
inline constexpr int method_noargs = 0x0004;
inline constexpr int slot_bf_getbuffer = 1;
inline constexpr int slot_tp_dealloc = 52;
inline constexpr unsigned int type_default_flags = 0;
inline constexpr int buffer_format = 0x0004;
inline constexpr int buffer_nd = 0x0008;
inline constexpr int buffer_strides = 0x0010 | buffer_nd;
inline constexpr int buffer_c_contiguous = 0x0020 | buffer_strides;
inline constexpr unsigned long long_subclass = 1ul << 24;
inline constexpr unsigned long list_subclass = 1ul << 25;
inline constexpr unsigned long tuple_subclass = 1ul << 26;
inline constexpr unsigned long bytes_subclass = 1ul << 27;
inline constexpr unsigned long unicode_subclass = 1ul << 28;
inline constexpr unsigned long dict_subclass = 1ul << 29;
// sizeof(PyObject) with the GIL: reference count and type.
inline constexpr std::size_t object_header_size = 2 * sizeof(void*);
}  // namespace python_constant

struct PythonApi {
#define STEMMA_FUNCTION(result, name, arguments) result(*name) arguments = nullptr;
  STEMMA_PYTHON_FUNCTIONS(STEMMA_FUNCTION)
  STEMMA_OPTIONAL_PYTHON_FUNCTIONS(STEMMA_FUNCTION)
#undef STEMMA_FUNCTION
#define STEMMA_EXCEPTION(name) PyObject** name = nullptr;
  STEMMA_PYTHON_EXCEPTIONS(STEMMA_EXCEPTION)
#undef STEMMA_EXCEPTION
#define STEMMA_OBJECT(member, symbol) PyObject* member = nullptr;
  STEMMA_PYTHON_OBJECTS(STEMMA_OBJECT)
#undef STEMMA_OBJECT
  // Set to 1 before start to ignore PYTHON* variables; absent from 3.14 on.
  int* ignore_environment_flag = nullptr;
  // Set to 1 before start for UTF-8 whatever the locale.
  int* utf8_mode_flag = nullptr;

  // Binds every symbol of the library at `path` and refuses what could not work: another CPython in this process,
  // a version older than 3.10, a free-threaded build. A refused library is unloaded again, so that another one may be
  // tried.
  StartFailure load(const std::string& path);

  static PyTypeObject* type_of(PyObject* object) { return reinterpret_cast<PyTypeObject**>(object)[1]; }

 private:
  StartFailure bind_all(void* library, const std::string& path);
};

// The one table; filled by PythonApi::load.
extern PythonApi& python;

}  // namespace stemma
