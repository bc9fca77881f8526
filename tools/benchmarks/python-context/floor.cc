// The floor: a call handed to another thread and back, by a queue, a condition variable and a thread-safe function;
// no Python, no arguments, no results.
#include <node_api.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace {

// Leaked: destroyed at exit, a condition variable that a thread waits for would hang the process.
std::mutex& mutex = *new std::mutex;
std::condition_variable& not_empty = *new std::condition_variable;
std::deque<napi_deferred>& asked = *new std::deque<napi_deferred>;
std::vector<napi_deferred>& answered = *new std::vector<napi_deferred>;
bool wake_up_is_due = false;
napi_threadsafe_function dispatch;

void settle(napi_env env, napi_value, void*, void*) {
  std::vector<napi_deferred> batch;
  {
    std::lock_guard lock(mutex);
    batch.swap(answered);
    wake_up_is_due = false;
  }
  napi_value none;
  napi_get_undefined(env, &none);
  for (auto deferred : batch) napi_resolve_deferred(env, deferred, none);
}

void work() {
  std::unique_lock lock(mutex);
  for (;;) {
    not_empty.wait(lock, [] { return !asked.empty(); });
    answered.push_back(asked.front());
    asked.pop_front();
    if (wake_up_is_due) continue;
    wake_up_is_due = true;
    lock.unlock();
    napi_call_threadsafe_function(dispatch, nullptr, napi_tsfn_nonblocking);
    lock.lock();
  }
}

napi_value call(napi_env env, napi_callback_info) {
  napi_deferred deferred;
  napi_value promise;
  napi_create_promise(env, &deferred, &promise);
  {
    std::lock_guard lock(mutex);
    asked.push_back(deferred);
  }
  not_empty.notify_one();
  return promise;
}

}  // namespace

NAPI_MODULE_INIT() {
  napi_value name;
  napi_create_string_utf8(env, "floor", NAPI_AUTO_LENGTH, &name);
  napi_create_threadsafe_function(env, nullptr, nullptr, name, 0, 1, nullptr, nullptr, nullptr, settle, &dispatch);
  napi_unref_threadsafe_function(env, dispatch);
  std::thread(work).detach();
  napi_value function;
  napi_create_function(env, "call", NAPI_AUTO_LENGTH, call, nullptr, &function);
  return function;
}
