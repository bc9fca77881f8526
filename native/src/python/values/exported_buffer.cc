#include "python/values/exported_buffer.h"

#include <cstring>
#include <limits>
#include <string>

#include "core/element_kind.h"
#include "core/limits.h"
#include "python/thread/bootstrap.h"
#include "python/thread/interpreter.h"
#include "python/values/js_buffer.h"

namespace stemma {
namespace {

struct PythonMemory final : LentMemory {
  Py_buffer* view;

  explicit PythonMemory(Py_buffer* buffer) : view(buffer) {
    data = view->buf;
    size = static_cast<std::size_t>(view->len);
  }
  ~PythonMemory() override {
    Interpreter::instance().run_on_owner([released = view] {
      python.PyBuffer_Release(released);
      delete released;
    });
  }
};

struct CopiedMemory final : LentMemory {
  std::unique_ptr<std::uint8_t[]> copy;

  CopiedMemory(const void* source, std::size_t length) : copy(new std::uint8_t[length ? length : 1]) {
    std::memcpy(copy.get(), source, length);
    data = copy.get();
    size = length;
  }
};

void write_header(TapeWriter& tape, std::size_t index, ElementKind kind, const Py_buffer& view) {
  tape.write_tag(Tag::buffer);
  tape.write(static_cast<std::uint32_t>(index));
  tape.write(static_cast<std::uint8_t>(kind));
  tape.write(static_cast<std::uint8_t>(view.ndim));
  for (int dimension = 0; dimension < view.ndim; ++dimension) {
    tape.write(static_cast<std::uint32_t>(view.shape[dimension]));
  }
}

bool has_dimensions(const Py_buffer& view) { return view.ndim >= 1 && view.ndim <= 255; }

// What JavaScript can't hold, with its size. The tape's dimensions have 32 bits, too.
std::string excess_of(const Py_buffer& view) {
  const auto elements = view.itemsize > 0 ? view.len / view.itemsize : view.len;
  const auto bytes = static_cast<std::size_t>(view.len);
  const std::string limit = std::to_string(std::numeric_limits<std::uint32_t>::max());
  if (bytes > longest_array_buffer) {
    return "an array of " + std::to_string(bytes) + " bytes is longer than an ArrayBuffer of this runtime (" +
           std::to_string(longest_array_buffer) + " bytes)";
  }
  for (int dimension = 0; dimension < view.ndim; ++dimension) {
    if (view.shape[dimension] > std::numeric_limits<std::uint32_t>::max()) {
      return "an array of " + std::to_string(elements) + " elements is longer than " + limit + " in one dimension";
    }
  }
  return "";
}

void set_unencodable(const std::string& message) {
  python.PyErr_SetString(bootstrap.unencodable, (message + "; return parts of it, or keep it in Python").c_str());
}

}  // namespace

Lending lend_buffer(PyObject* exporter, Payload& payload) {
  auto view = std::make_unique<Py_buffer>();
  if (python.PyObject_GetBuffer(exporter, view.get(),
                                python_constant::buffer_c_contiguous | python_constant::buffer_format) != 0) {
    return Lending::no_buffer;
  }
  const auto kind = element_kind_of(view->format, static_cast<std::size_t>(view->itemsize));
  const auto excess = excess_of(*view);
  if (!excess.empty() || !kind || !has_dimensions(*view)) {
    python.PyBuffer_Release(view.get());
    if (excess.empty()) return Lending::no_buffer;
    set_unencodable(excess);
    return Lending::too_large;
  }
  write_header(payload.tape, payload.buffers.size(), *kind, *view);
  if (view->readonly || view->len == 0 || is_javascript_memory(view->buf)) {
    payload.buffers.push_back(std::make_unique<CopiedMemory>(view->buf, static_cast<std::size_t>(view->len)));
    python.PyBuffer_Release(view.get());
  } else {
    payload.buffers.push_back(std::make_unique<PythonMemory>(view.release()));
  }
  return Lending::lent;
}

}  // namespace stemma
