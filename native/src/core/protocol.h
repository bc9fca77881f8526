// What the two halves of the bridge must agree on: the layout of the tape, of submissions and of messages, and the
// numbers in them. A stale TypeScript build beside a newer addon would read lengths where there are none.
// Plain constants: no thread, lock or lifetime.
#pragma once

#include <cstdint>

namespace stemma {

// Raise it together with `protocol` in packages/python-context/src/bridge/protocol.ts whenever a layout or number
// changes that both sides know.
inline constexpr std::uint32_t protocol_number = 4;

// The version of the package that the addon was compiled from.
inline constexpr const char* package_version = STEMMA_VERSION;

}  // namespace stemma
