// The CPython functions that Stemma uses, as X(result, name, arguments).
//
// This header only lists names and signatures. python_api.h expands it over its own opaque types and fills the table
// by dlsym; tests/signature_check.cc expands the same list over the real <Python.h> and proves each signature.
//
// All names belong to the stable ABI of CPython 3.10 (buffers: 3.11, with the same symbols and layout in 3.10).
#pragma once

#define STEMMA_PYTHON_FUNCTIONS(X)                                                  \
  /* lifecycle and the GIL */                                                       \
  X(void, Py_InitializeEx, (int))                                                   \
  X(int, Py_IsInitialized, (void))                                                  \
  X(const char*, Py_GetVersion, (void))                                             \
  X(wchar_t*, Py_DecodeLocale, (const char*, size_t*))                              \
  X(PyThreadState*, PyEval_SaveThread, (void))                                      \
  X(void, PyEval_RestoreThread, (PyThreadState*))                                   \
  X(PyGILState_STATE, PyGILState_Ensure, (void))                                    \
  X(void, PyGILState_Release, (PyGILState_STATE))                                   \
  X(int, PyThreadState_SetAsyncExc, (unsigned long, PyObject*))                     \
  /* objects */                                                                     \
  X(void, Py_IncRef, (PyObject*))                                                   \
  X(void, Py_DecRef, (PyObject*))                                                   \
  X(PyObject*, PyObject_GetAttr, (PyObject*, PyObject*))                            \
  X(PyObject*, PyObject_GetAttrString, (PyObject*, const char*))                    \
  X(int, PyObject_SetAttrString, (PyObject*, const char*, PyObject*))               \
  X(PyObject*, PyObject_Call, (PyObject*, PyObject*, PyObject*))                    \
  X(PyObject*, PyObject_CallObject, (PyObject*, PyObject*))                         \
  X(PyObject*, PyObject_GetIter, (PyObject*))                                       \
  X(PyObject*, PyIter_Next, (PyObject*))                                            \
  X(int, PyCallable_Check, (PyObject*))                                             \
  X(void, PyObject_Free, (void*))                                                   \
  /* types */                                                                       \
  X(unsigned long, PyType_GetFlags, (PyTypeObject*))                                \
  X(int, PyType_IsSubtype, (PyTypeObject*, PyTypeObject*))                          \
  X(PyObject*, PyType_FromSpec, (PyType_Spec*))                                     \
  X(PyObject*, PyType_GenericAlloc, (PyTypeObject*, Py_ssize_t))                    \
  /* modules and code */                                                            \
  X(PyObject*, PyImport_Import, (PyObject*))                                        \
  X(PyObject*, PyImport_ImportModule, (const char*))                                \
  X(PyObject*, PyImport_AddModule, (const char*))                                   \
  X(PyObject*, PyImport_GetModule, (PyObject*))                                     \
  X(PyObject*, PyModule_GetDict, (PyObject*))                                       \
  X(PyObject*, Py_CompileString, (const char*, const char*, int))                   \
  X(PyObject*, PyEval_EvalCode, (PyObject*, PyObject*, PyObject*))                  \
  X(PyObject*, PyCFunction_NewEx, (PyMethodDef*, PyObject*, PyObject*))             \
  /* errors */                                                                      \
  X(PyObject*, PyErr_Occurred, (void))                                              \
  X(void, PyErr_Fetch, (PyObject**, PyObject**, PyObject**))                        \
  X(void, PyErr_NormalizeException, (PyObject**, PyObject**, PyObject**))           \
  X(void, PyErr_Clear, (void))                                                      \
  X(int, PyErr_CheckSignals, (void))                                                \
  X(void, PyErr_SetString, (PyObject*, const char*))                                \
  X(void, PyErr_SetObject, (PyObject*, PyObject*))                                  \
  X(int, PyErr_ExceptionMatches, (PyObject*))                                       \
  X(void, PyErr_WriteUnraisable, (PyObject*))                                       \
  X(int, PyException_SetTraceback, (PyObject*, PyObject*))                          \
  X(PyObject*, PyErr_NewException, (const char*, PyObject*, PyObject*))             \
  /* numbers */                                                                     \
  X(PyObject*, PyBool_FromLong, (long))                                             \
  X(PyObject*, PyLong_FromLongLong, (long long))                                    \
  X(PyObject*, PyLong_FromUnsignedLongLong, (unsigned long long))                   \
  X(PyObject*, PyLong_FromString, (const char*, char**, int))                       \
  X(long long, PyLong_AsLongLongAndOverflow, (PyObject*, int*))                     \
  X(unsigned long long, PyLong_AsUnsignedLongLong, (PyObject*))                     \
  X(PyObject*, PyNumber_ToBase, (PyObject*, int))                                   \
  X(PyObject*, PyFloat_FromDouble, (double))                                        \
  X(double, PyFloat_AsDouble, (PyObject*))                                          \
  /* text and bytes */                                                              \
  X(PyObject*, PyUnicode_FromStringAndSize, (const char*, Py_ssize_t))              \
  X(PyObject*, PyUnicode_DecodeUTF16, (const char*, Py_ssize_t, const char*, int*)) \
  X(PyObject*, PyUnicode_AsEncodedString, (PyObject*, const char*, const char*))    \
  X(const char*, PyUnicode_AsUTF8AndSize, (PyObject*, Py_ssize_t*))                 \
  X(void, PyUnicode_InternInPlace, (PyObject**))                                    \
  X(PyObject*, PyBytes_FromStringAndSize, (const char*, Py_ssize_t))                \
  X(int, PyBytes_AsStringAndSize, (PyObject*, char**, Py_ssize_t*))                 \
  /* containers */                                                                  \
  X(PyObject*, PyList_New, (Py_ssize_t))                                            \
  X(int, PyList_SetItem, (PyObject*, Py_ssize_t, PyObject*))                        \
  X(PyObject*, PyList_GetItem, (PyObject*, Py_ssize_t))                             \
  X(Py_ssize_t, PyList_Size, (PyObject*))                                           \
  X(PyObject*, PyTuple_New, (Py_ssize_t))                                           \
  X(int, PyTuple_SetItem, (PyObject*, Py_ssize_t, PyObject*))                       \
  X(PyObject*, PyTuple_GetItem, (PyObject*, Py_ssize_t))                            \
  X(Py_ssize_t, PyTuple_Size, (PyObject*))                                          \
  X(PyObject*, PyDict_New, (void))                                                  \
  X(int, PyDict_SetItem, (PyObject*, PyObject*, PyObject*))                         \
  X(int, PyDict_SetItemString, (PyObject*, const char*, PyObject*))                 \
  X(PyObject*, PyDict_GetItemString, (PyObject*, const char*))                      \
  X(int, PyDict_Next, (PyObject*, Py_ssize_t*, PyObject**, PyObject**))             \
  X(PyObject*, PySet_New, (PyObject*))                                              \
  X(int, PySet_Add, (PyObject*, PyObject*))                                         \
  X(Py_ssize_t, PySet_Size, (PyObject*))                                            \
  /* buffers and capsules */                                                        \
  X(PyObject*, PyMemoryView_FromObject, (PyObject*))                                \
  X(int, PyObject_CheckBuffer, (PyObject*))                                         \
  X(int, PyObject_GetBuffer, (PyObject*, Py_buffer*, int))                          \
  X(void, PyBuffer_Release, (Py_buffer*))                                           \
  X(PyObject*, PyCapsule_New, (void*, const char*, PyCapsule_Destructor))           \
  X(void*, PyCapsule_GetPointer, (PyObject*, const char*))

// Present only in some versions; the table holds nullptr where absent. The first until 3.14, the others since 3.14.
#define STEMMA_PROGRAM_NAME_FUNCTIONS(X) X(void, Py_SetProgramName, (const wchar_t*))
#define STEMMA_INIT_CONFIG_FUNCTIONS(X)                                  \
  X(PyInitConfig*, PyInitConfig_Create, (void))                          \
  X(void, PyInitConfig_Free, (PyInitConfig*))                            \
  X(int, PyInitConfig_SetStr, (PyInitConfig*, const char*, const char*)) \
  X(int, PyInitConfig_SetInt, (PyInitConfig*, const char*, int64_t))     \
  X(int, Py_InitializeFromInitConfig, (PyInitConfig*))                   \
  X(int, PyInitConfig_GetError, (PyInitConfig*, const char**))
#define STEMMA_OPTIONAL_PYTHON_FUNCTIONS(X) STEMMA_PROGRAM_NAME_FUNCTIONS(X) STEMMA_INIT_CONFIG_FUNCTIONS(X)

// Exception classes: data symbols that hold a pointer.
#define STEMMA_PYTHON_EXCEPTIONS(X) \
  X(PyExc_BaseException)            \
  X(PyExc_Exception)                \
  X(PyExc_MemoryError)              \
  X(PyExc_RecursionError)           \
  X(PyExc_RuntimeError)             \
  X(PyExc_TypeError)                \
  X(PyExc_ValueError)

// Objects whose address is the symbol itself, as X(member, symbol).
#define STEMMA_PYTHON_OBJECTS(X)        \
  X(none, _Py_NoneStruct)               \
  X(true_value, _Py_TrueStruct)         \
  X(false_value, _Py_FalseStruct)       \
  X(type_type, PyType_Type)             \
  X(float_type, PyFloat_Type)           \
  X(set_type, PySet_Type)               \
  X(frozenset_type, PyFrozenSet_Type)   \
  X(tuple_type, PyTuple_Type)           \
  X(memoryview_type, PyMemoryView_Type) \
  X(bytearray_type, PyByteArray_Type)
