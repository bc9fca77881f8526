// Compiled against the real headers of one CPython version: every signature, constant and layout that python_api.h
// assumes is compared with them. Nothing here runs.
#include "python/api/python_api.h"

// After python_api.h: the headers define macros with names that are members there.
#include <Python.h>

#include <cstddef>
#include <type_traits>

namespace signature_check {

using PyCapsule_Destructor = ::PyCapsule_Destructor;

#define STEMMA_SAME(result, name, arguments) \
  static_assert(std::is_same_v<decltype(&::name), result(*) arguments>, #name " has another signature");
STEMMA_PYTHON_FUNCTIONS(STEMMA_SAME)
#if PY_VERSION_HEX < 0x030F0000
STEMMA_PROGRAM_NAME_FUNCTIONS(STEMMA_SAME)
#endif
#if PY_VERSION_HEX >= 0x030E0000
STEMMA_INIT_CONFIG_FUNCTIONS(STEMMA_SAME)
#endif
#undef STEMMA_SAME

#define STEMMA_EXCEPTION(name) static_assert(std::is_same_v<decltype(::name), PyObject*>, #name);
STEMMA_PYTHON_EXCEPTIONS(STEMMA_EXCEPTION)
#undef STEMMA_EXCEPTION

namespace constant = stemma::python_constant;
static_assert(constant::file_input == Py_file_input);
static_assert(constant::method_varargs == METH_VARARGS);
static_assert(constant::method_keywords == METH_KEYWORDS);
static_assert(constant::method_noargs == METH_NOARGS);
static_assert(constant::slot_bf_getbuffer == Py_bf_getbuffer);
static_assert(constant::slot_tp_dealloc == Py_tp_dealloc);
static_assert((constant::type_default_flags & ~Py_TPFLAGS_DEFAULT) == 0);
static_assert(constant::buffer_format == PyBUF_FORMAT);
static_assert(constant::buffer_nd == PyBUF_ND);
static_assert(constant::buffer_strides == PyBUF_STRIDES);
static_assert(constant::buffer_c_contiguous == PyBUF_C_CONTIGUOUS);
static_assert(constant::long_subclass == Py_TPFLAGS_LONG_SUBCLASS);
static_assert(constant::list_subclass == Py_TPFLAGS_LIST_SUBCLASS);
static_assert(constant::tuple_subclass == Py_TPFLAGS_TUPLE_SUBCLASS);
static_assert(constant::bytes_subclass == Py_TPFLAGS_BYTES_SUBCLASS);
static_assert(constant::unicode_subclass == Py_TPFLAGS_UNICODE_SUBCLASS);
static_assert(constant::dict_subclass == Py_TPFLAGS_DICT_SUBCLASS);

static_assert(sizeof(PyObject) == constant::object_header_size);
static_assert(offsetof(PyObject, ob_type) == sizeof(void*));

#define STEMMA_SAME_MEMBER(type, member)                                     \
  static_assert(offsetof(stemma::type, member) == offsetof(::type, member)); \
  static_assert(sizeof(stemma::type::member) == sizeof(::type::member));
#define STEMMA_SAME_SIZE(type) static_assert(sizeof(stemma::type) == sizeof(::type));
STEMMA_SAME_SIZE(Py_buffer)
STEMMA_SAME_MEMBER(Py_buffer, buf)
STEMMA_SAME_MEMBER(Py_buffer, obj)
STEMMA_SAME_MEMBER(Py_buffer, len)
STEMMA_SAME_MEMBER(Py_buffer, itemsize)
STEMMA_SAME_MEMBER(Py_buffer, readonly)
STEMMA_SAME_MEMBER(Py_buffer, ndim)
STEMMA_SAME_MEMBER(Py_buffer, format)
STEMMA_SAME_MEMBER(Py_buffer, shape)
STEMMA_SAME_MEMBER(Py_buffer, strides)
STEMMA_SAME_MEMBER(Py_buffer, suboffsets)
STEMMA_SAME_SIZE(PyMethodDef)
STEMMA_SAME_MEMBER(PyMethodDef, ml_meth)
STEMMA_SAME_MEMBER(PyMethodDef, ml_flags)
STEMMA_SAME_SIZE(PyType_Slot)
STEMMA_SAME_MEMBER(PyType_Slot, pfunc)
STEMMA_SAME_SIZE(PyType_Spec)
STEMMA_SAME_MEMBER(PyType_Spec, basicsize)
STEMMA_SAME_MEMBER(PyType_Spec, flags)
STEMMA_SAME_MEMBER(PyType_Spec, slots)

}  // namespace signature_check
