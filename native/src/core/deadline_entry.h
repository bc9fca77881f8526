// One step that is due at a time: what Deadlines keeps for a call.
//
// Thread:    any, under Deadlines' mutex.
// GIL:       indifferent.
// Locks:     Deadlines'.
// Frees:     holds its call weakly.
// Teardown:  nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>

namespace stemma {

class Call;

// The steps of the escalation, in their order.
enum class DeadlineStep : std::uint8_t {
  settle_and_interrupt,  // the call's own deadline
  interrupt_again,       // the interrupt has not been raised yet
  abandon,               // the interrupt had no effect: replace the owner thread
  check_wedged,          // nobody got the GIL: refuse new calls until somebody does
};

struct DeadlineEntry {
  DeadlineStep step;
  std::weak_ptr<Call> call;  // empty for check_wedged
  std::uint64_t token =
      0;  // check_wedged: which wait for the GIL is meant; interrupt_again: milliseconds until the next
};

using DeadlineEntries = std::multimap<std::chrono::steady_clock::time_point, DeadlineEntry>;

}  // namespace stemma
