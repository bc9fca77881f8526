// What the JavaScript runtime can hold. Written once, when the addon is loaded; read by any thread.
// Plain numbers: no GIL, lock or lifetime.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace stemma {

// Bytes of the longest ArrayBuffer over memory of ours; 4 GiB in Node 20.
inline std::atomic<std::size_t> longest_array_buffer{std::size_t{1} << 32};

// Bytes of messages that can be handed over at once: positions on the tape have 32 bits.
inline std::size_t longest_hand_over() {
  return std::min<std::size_t>(longest_array_buffer, std::numeric_limits<std::uint32_t>::max());
}

// What a message holds besides its value, rounded up.
inline constexpr std::size_t message_overhead = 64;

}  // namespace stemma
