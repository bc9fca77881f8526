#include "node/exposed_memory.h"

#include <cstring>

namespace stemma {

void MessageWindow::open(napi_env env) {
  napi_value window = nullptr;
  void* bytes = nullptr;
  napi_create_arraybuffer(env, size, &bytes, &window);
  bytes_ = static_cast<std::uint8_t*>(bytes);
  napi_create_reference(env, window, 1, &window_);
}

void MessageWindow::close(napi_env env) { napi_delete_reference(env, window_); }

napi_value MessageWindow::expose(napi_env env, std::vector<std::uint8_t>& bytes) {
  napi_value array_buffer = nullptr;
  if (bytes.size() <= size) {
    std::memcpy(bytes_, bytes.data(), bytes.size());
    napi_get_reference_value(env, window_, &array_buffer);
    return array_buffer;
  }
  auto held = std::make_unique<std::vector<std::uint8_t>>(std::move(bytes));
  const auto drop = [](napi_env, void*, void* hint) { delete static_cast<std::vector<std::uint8_t>*>(hint); };
  if (napi_create_external_arraybuffer(env, held->data(), held->size(), drop, held.get(), &array_buffer) == napi_ok) {
    held.release();
    return array_buffer;
  }
  // A runtime that forbids external memory, or a worker that is being terminated and can make nothing any more.
  void* data = nullptr;
  if (napi_create_arraybuffer(env, held->size(), &data, &array_buffer) == napi_ok) {
    std::memcpy(data, held->data(), held->size());
  }
  return array_buffer;
}

napi_value expose_buffers(napi_env env, std::vector<std::unique_ptr<LentMemory>> buffers) {
  napi_value list = nullptr;
  if (buffers.empty()) {
    napi_get_undefined(env, &list);
    return list;
  }
  napi_create_array_with_length(env, buffers.size(), &list);
  for (std::size_t index = 0; index < buffers.size(); ++index) {
    napi_value array_buffer = nullptr;
    LentMemory* memory = buffers[index].release();
    const auto give_back = [](napi_env, void*, void* hint) { delete static_cast<LentMemory*>(hint); };
    if (memory->size == 0 || napi_create_external_arraybuffer(env, memory->data, memory->size, give_back, memory,
                                                              &array_buffer) != napi_ok) {
      // Empty, or as above.
      void* copy = nullptr;
      const auto made = napi_create_arraybuffer(env, memory->size, &copy, &array_buffer);
      if (made == napi_ok && memory->size) std::memcpy(copy, memory->data, memory->size);
      delete memory;
    }
    napi_set_element(env, list, static_cast<std::uint32_t>(index), array_buffer);
  }
  return list;
}

}  // namespace stemma
