// Whether this process is a child that Python code has forked. It has the thread that forked and no other: no
// JavaScript, no deadlines, and locks that other threads held are taken for ever.
//
// Thread:    set by the thread that forked, before it goes on; read by any.
// GIL:       indifferent.
// Locks:     none, and whoever reads true must take none of ours.
// Frees:     nothing.
// Teardown:  the child ends with the call that forked; see _stemma/lifecycle.py.
#pragma once

#include <atomic>

namespace stemma {

inline std::atomic<bool> is_forked_child{false};

}  // namespace stemma
