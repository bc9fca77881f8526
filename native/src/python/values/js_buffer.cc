#include "python/values/js_buffer.h"

#include <cstdint>
#include <map>

#include "core/element_kind.h"

namespace stemma {
namespace {

struct JsBuffer {
  std::unique_ptr<BorrowedMemory> memory;
  char format[2] = {0, 0};
  Py_ssize_t item_size = 1;
  std::vector<Py_ssize_t> shape;
  std::vector<Py_ssize_t> strides;
};

// Where Python sees an empty buffer.
std::uint8_t nothing = 0;

PyObject* buffer_type = nullptr;
// Start address → end address of the memory that live objects lend; guarded by the GIL.
std::multimap<std::uintptr_t, std::uintptr_t>& lent_ranges = *new std::multimap<std::uintptr_t, std::uintptr_t>;

JsBuffer*& state_of(PyObject* object) {
  return *reinterpret_cast<JsBuffer**>(reinterpret_cast<char*>(object) + python_constant::object_header_size);
}

std::pair<std::uintptr_t, std::uintptr_t> range_of(const BorrowedMemory& memory) {
  const auto start = reinterpret_cast<std::uintptr_t>(memory.data);
  return {start, start + memory.size};
}

int get_buffer(PyObject* self, Py_buffer* view, int flags) {
  JsBuffer& buffer = *state_of(self);
  python.Py_IncRef(self);
  *view = Py_buffer{};
  view->obj = self;
  view->buf = buffer.memory->size ? buffer.memory->data : &nothing;
  view->len = static_cast<Py_ssize_t>(buffer.memory->size);
  view->itemsize = buffer.item_size;
  view->ndim = static_cast<int>(buffer.shape.size());
  if (flags & python_constant::buffer_format) view->format = buffer.format;
  if (flags & python_constant::buffer_nd) {
    view->shape = buffer.shape.data();
  } else {
    view->ndim = 1;
  }
  if ((flags & python_constant::buffer_strides) == python_constant::buffer_strides) {
    view->strides = buffer.strides.data();
  }
  return 0;
}

void forget_range(const BorrowedMemory& memory) {
  const auto [start, end] = range_of(memory);
  for (auto [at, last] = lent_ranges.equal_range(start); at != last; ++at) {
    if (at->second == end) {
      lent_ranges.erase(at);
      return;
    }
  }
}

void deallocate(PyObject* self) {
  PyTypeObject* type = PythonApi::type_of(self);
  if (JsBuffer* buffer = state_of(self)) {
    forget_range(*buffer->memory);
    delete buffer;
  }
  python.PyObject_Free(self);
  python.Py_DecRef(reinterpret_cast<PyObject*>(type));
}

std::unique_ptr<JsBuffer> read_buffer(TapeReader& reader, std::vector<std::unique_ptr<BorrowedMemory>>& buffers) {
  const auto index = reader.read<std::uint32_t>();
  const auto kind = reader.read<std::uint8_t>();
  const auto dimensions = reader.read<std::uint8_t>();
  if (index >= buffers.size() || !buffers[index] || kind >= element_kind_count) {
    throw TapeError("a buffer on the tape is not in the side table");
  }
  auto buffer = std::make_unique<JsBuffer>();
  buffer->format[0] = element_formats[kind];
  buffer->item_size = static_cast<Py_ssize_t>(element_sizes[kind]);
  Py_ssize_t size = buffer->item_size;
  for (std::uint8_t dimension = 0; dimension < dimensions; ++dimension) {
    buffer->shape.push_back(reader.read<std::uint32_t>());
    if (__builtin_mul_overflow(size, buffer->shape.back(), &size))
      throw TapeError("a buffer's dimensions are too large");
  }
  if (dimensions == 0 || size != static_cast<Py_ssize_t>(buffers[index]->size)) {
    throw TapeError("a buffer's dimensions don't match its size");
  }
  buffer->strides.resize(dimensions);
  Py_ssize_t stride = buffer->item_size;
  for (std::size_t dimension = dimensions; dimension-- > 0;) {
    buffer->strides[dimension] = stride;
    // Of an empty buffer the lengths beside the 0 may be anything; its strides are never used.
    if (__builtin_mul_overflow(stride, buffer->shape[dimension], &stride)) stride = 0;
  }
  buffer->memory = std::move(buffers[index]);
  return buffer;
}

}  // namespace

bool create_js_buffer_type() {
  static PyType_Slot slots[] = {
      {python_constant::slot_bf_getbuffer, reinterpret_cast<void*>(get_buffer)},
      {python_constant::slot_tp_dealloc, reinterpret_cast<void*>(deallocate)},
      {0, nullptr},
  };
  static PyType_Spec spec = {"_stemma_native.JavaScriptBuffer",
                             static_cast<int>(python_constant::object_header_size + sizeof(JsBuffer*)), 0,
                             python_constant::type_default_flags, slots};
  buffer_type = python.PyType_FromSpec(&spec);
  return buffer_type != nullptr;
}

Owned make_js_buffer(TapeReader& reader, std::vector<std::unique_ptr<BorrowedMemory>>& buffers) {
  auto buffer = read_buffer(reader, buffers);
  Owned object(python.PyType_GenericAlloc(reinterpret_cast<PyTypeObject*>(buffer_type), 0));
  if (!object) return Owned();
  lent_ranges.insert(range_of(*buffer->memory));
  state_of(object.get()) = buffer.release();
  return object;
}

bool is_javascript_memory(const void* address) {
  const auto wanted = reinterpret_cast<std::uintptr_t>(address);
  auto at = lent_ranges.upper_bound(wanted);
  // Ranges of views into one ArrayBuffer may overlap and nest: look at every one that starts before the address.
  while (at != lent_ranges.begin()) {
    --at;
    if (wanted < at->second) return true;
  }
  return false;
}

}  // namespace stemma
