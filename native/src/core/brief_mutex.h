// A mutex for critical sections that are shorter than going to sleep and being woken: whoever finds it taken tries
// again for a moment first. With a plain one, two threads that exchange calls all the time send each other to sleep.
//
// Thread:    any.
// GIL:       indifferent.
// Locks:     is one.
// Frees:     nothing.
// Teardown:  nothing.
#pragma once

#include <pthread.h>

#include <mutex>

namespace stemma {

class BriefMutex : public std::mutex {
 public:
  BriefMutex() {
#ifdef PTHREAD_ADAPTIVE_MUTEX_INITIALIZER_NP
    *native_handle() = PTHREAD_ADAPTIVE_MUTEX_INITIALIZER_NP;
#endif
  }
};

}  // namespace stemma
