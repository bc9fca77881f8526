#include "node/exposed_memory.h"

#include <cstring>

namespace stemma {
namespace {

napi_value copy(napi_env env, const void* data, std::size_t size) {
  napi_value array_buffer = nullptr;
  void* bytes = nullptr;
  if (napi_create_arraybuffer(env, size, &bytes, &array_buffer) != napi_ok) return nullptr;
  if (size) std::memcpy(bytes, data, size);
  return array_buffer;
}

// Memory on its way to JavaScript, owned by whoever begins and by the finalizer. When a hand-over fails the runtime has
// run the finalizer, or will run it later (Node, for memory longer than it takes), or never will (where external memory
// is not allowed): so neither side may count on the other.
template <class Memory>
class Handover {
 public:
  // Without a copy where the runtime allows that. Empty when the runtime refuses memory of this size, and in a worker
  // that is being terminated, which can make nothing any more.
  static napi_value expose(napi_env env, std::unique_ptr<Memory> memory, void* data, std::size_t size) {
    auto* handover = new Handover(std::move(memory));
    napi_value array_buffer = nullptr;
    const auto status = napi_create_external_arraybuffer(env, data, size, finalize, handover, &array_buffer);
    if (status != napi_ok) {
      memory = std::move(handover->memory_);
      clear_exception(env);
      array_buffer = status == napi_no_external_buffers_allowed ? copy(env, data, size) : nullptr;
    }
    handover->let_go();
    return array_buffer;
  }

 private:
  explicit Handover(std::unique_ptr<Memory> memory) : memory_(std::move(memory)) {}

  static void finalize(napi_env, void*, void* hint) { static_cast<Handover*>(hint)->let_go(); }

  // With an exception pending nothing else could be handed over.
  static void clear_exception(napi_env env) {
    napi_value thrown = nullptr;
    bool is_pending = false;
    if (napi_is_exception_pending(env, &is_pending) == napi_ok && is_pending) {
      napi_get_and_clear_last_exception(env, &thrown);
    }
  }

  void let_go() {
    if (--holders_ == 0) delete this;
  }

  std::unique_ptr<Memory> memory_;
  int holders_ = 2;
};

}  // namespace

void MessageWindow::open(napi_env env) {
  napi_value window = nullptr;
  void* bytes = nullptr;
  napi_create_arraybuffer(env, size, &bytes, &window);
  bytes_ = static_cast<std::uint8_t*>(bytes);
  napi_create_reference(env, window, 1, &window_);
}

void MessageWindow::close(napi_env env) { napi_delete_reference(env, window_); }

napi_value MessageWindow::expose(napi_env env, std::vector<std::uint8_t>& bytes) {
  if (bytes.size() <= size) {
    napi_value window = nullptr;
    std::memcpy(bytes_, bytes.data(), bytes.size());
    napi_get_reference_value(env, window_, &window);
    return window;
  }
  auto held = std::make_unique<std::vector<std::uint8_t>>(std::move(bytes));
  void* data = held->data();
  const auto length = held->size();
  return Handover<std::vector<std::uint8_t>>::expose(env, std::move(held), data, length);
}

napi_value expose_buffers(napi_env env, std::vector<std::unique_ptr<LentMemory>> buffers) {
  napi_value list = nullptr;
  if (buffers.empty()) {
    napi_get_undefined(env, &list);
    return list;
  }
  napi_create_array_with_length(env, buffers.size(), &list);
  for (std::size_t index = 0; index < buffers.size(); ++index) {
    auto& memory = buffers[index];
    void* data = memory->data;
    const auto length = memory->size;
    const napi_value array_buffer =
        length ? Handover<LentMemory>::expose(env, std::move(memory), data, length) : copy(env, data, 0);
    // What is left out costs the call that it belongs to its result, no more.
    if (array_buffer) napi_set_element(env, list, static_cast<std::uint32_t>(index), array_buffer);
  }
  return list;
}

}  // namespace stemma
