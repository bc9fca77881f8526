// Memory of C++ as ArrayBuffers, without a copy where that pays and the runtime allows it.
//
// Thread:    the environment's JS thread.
// GIL:       never needed.
// Locks:     none.
// Frees:     what is exposed goes when JavaScript's collector takes the ArrayBuffer; the window with close().
// Teardown:  napi runs the finalizers of what is exposed still.
#pragma once

#include <node_api.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/payload.h"

namespace stemma {

// An ArrayBuffer that small batches of messages are copied into, instead of a new one each time.
class MessageWindow {
 public:
  void open(napi_env env);
  void close(napi_env env);
  // An ArrayBuffer that begins with the bytes; good until the next call. Few bytes are copied, many are taken.
  napi_value expose(napi_env env, std::vector<std::uint8_t>& bytes);

 private:
  static constexpr std::size_t size = 64 << 10;
  napi_ref window_ = nullptr;
  std::uint8_t* bytes_ = nullptr;
};

// An array of ArrayBuffers, each giving its memory back when it is collected; undefined when there are none.
napi_value expose_buffers(napi_env env, std::vector<std::unique_ptr<LentMemory>> buffers);

}  // namespace stemma
