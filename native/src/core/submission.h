// One record of a submission as plain numbers, checked against what is really there.
//
// Thread:    the JS thread.
// GIL:       never.
// Locks:     none.
// Frees:     nothing; the tape it points to belongs to the caller.
// Teardown:  nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "core/tape.h"

namespace stemma {

struct SubmissionRecord {
  std::uint32_t id = 0;
  std::optional<std::chrono::nanoseconds> timeout;  // none: no deadline
  std::uint8_t flags = 0;
  std::uint32_t first_view = 0;
  std::uint32_t views = 0;
  std::uint32_t first_function = 0;
  std::uint32_t functions = 0;
  TapeReader values;  // module, name, list of arguments, dict of keyword arguments; or a batch of these
};

// Reads u32 size, then: u32 id, f64 timeout in ms (negative: none), u8 flags, u32 first view, u32 views, u32 first
// function, u32 functions, values. Throws TapeError when it ends early, or when it claims more views than `views`
// holds or more functions than its values can refer to: nothing is allocated for what is not there.
SubmissionRecord read_submission(TapeReader& reader, std::uint32_t views);

}  // namespace stemma
