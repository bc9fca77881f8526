// The number by which CPython knows a thread (threading.get_ident).
#pragma once

#include <pthread.h>

namespace stemma {

// pthread_t is a number with glibc and musl, and a pointer on macOS: only this cast takes both.
inline unsigned long thread_number(pthread_t thread) { return (unsigned long)thread; }

}  // namespace stemma
