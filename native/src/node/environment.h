// One JavaScript environment (the main thread or a worker) as the place that outcomes are delivered to.
//
// Thread:    deliver, invoke, release_function, receive, release: any. The others: the environment's JS thread.
// GIL:       never needed; the JS thread never takes it.
// Locks:     mutex_, a leaf. The thread-safe function is only called under it, and only while is_open_.
// Frees:     shared_ptr, held by its attachment and by every call; the napi references it hands out die with it.
// Teardown:  close() ends the messages; whatever is delivered afterwards is dropped. The thread-safe function
//            stays until Python has given back the memory it borrowed, or until the cleanup hook, which is registered
//            after it and so runs before it is destroyed.
#pragma once

#include <node_api.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/adaptive_spin.h"
#include "core/brief_mutex.h"
#include "core/call.h"
#include "core/invocation.h"
#include "core/start_failure.h"
#include "node/exposed_memory.h"
#include "python/thread/interpreter.h"

namespace stemma {

// What a record in the outbox is; numbers known to the TypeScript side.
enum class MessageKind : std::uint8_t {
  completion = 0,  // u32 call, u8 outcome, f64 queued ms, f64 ran ms, u32 first buffer, value
  started = 1,     // text failure code or "", text message, text version
  invocation = 2,  // u32 invocation, u32 function, u32 first buffer, list of arguments
  released = 3,    // u32 function
  log = 4,         // i32 level, text name, text message
};

class Environment final : public CompletionSink, public LogListener, public std::enable_shared_from_this<Environment> {
 public:
  // `dispatcher(bytes, length, buffers)` gets the messages of one wake-up together.
  static std::shared_ptr<Environment> open(napi_env env, napi_value dispatcher, bool copies_buffers);
  // How many in this process are open.
  static std::size_t open_count();
  // Settles what is expected as closed. Idempotent; also run by the environment's cleanup hook.
  void close();

  // Calls that this environment waits for; the event loop stays alive until they are settled.
  void expect(std::span<const std::shared_ptr<Call>> calls);
  void expect_start();
  std::shared_ptr<Call> find(std::uint32_t call_id) const;
  // Looks for a result for some microseconds, when it is the only one expected and that has paid of late. Then it is
  // here before the event loop has gone to sleep and been woken again.
  void poll();
  // The memory of a typed array for Python: shared, or copied in workers.
  std::unique_ptr<BorrowedMemory> borrow(napi_value typed_array);

  void deliver(const Call& call, Outcome outcome, Payload payload) override;
  bool invoke(std::uint32_t function, Payload arguments, std::shared_ptr<Invocation> invocation) override;
  void release_function(std::uint32_t function) override;
  void receive(const LogRecord& record) override;
  // Takes the invocation that JavaScript answers; nullptr when it is not waited for any more.
  std::shared_ptr<Invocation> take_invocation(std::uint32_t invocation_id);
  void deliver_started(const StartFailure& failure, const std::string& version);
  // Lets go of a JavaScript buffer that Python is done with.
  void release(napi_ref reference);

 private:
  Environment(napi_env env, bool copies_buffers) : env_(env), copies_buffers_(copies_buffers) {}
  static void wake_up(napi_env env, napi_value, void* context, void*);
  static void clean_up(void* context);
  // Drops the references to memory that Python has given back; after close() the last of them ends everything.
  void return_memory();
  void tear_down();
  void drain();
  void keep_alive(bool is_needed);
  bool may_poll();
  void forget_completed(const std::vector<std::uint32_t>& completed);
  // Appends one message to the outbox. mutex_ held and is_open_.
  template <class WriteBody>
  void post_locked(MessageKind kind, std::size_t value_size, WriteBody write_body);
  // Lays the outbox aside when the next message would make it too long to be handed over at once. mutex_ held.
  void make_room_locked(std::size_t size);
  void dispatch(TapeWriter& messages, napi_value buffers);
  void notify_locked();

  // JS thread only.
  const napi_env env_;
  const bool copies_buffers_;
  napi_ref dispatcher_ = nullptr;
  MessageWindow window_;
  TapeWriter spare_;  // the outbox of last time, for its memory
  std::unordered_map<std::uint32_t, std::shared_ptr<Call>> expected_;
  std::uint32_t expected_starts_ = 0;
  bool is_kept_alive_ = false;
  napi_threadsafe_function wake_up_ = nullptr;
  std::optional<Clock::time_point> polls_since_;  // the first poll since the event loop has turned
  AdaptiveSpin poll_{std::chrono::microseconds(20)};
  std::atomic<bool> has_messages_{false};  // set while is_polling_

  BriefMutex mutex_;
  bool is_open_ = true;
  bool is_torn_down_ = false;
  bool is_notified_ = false;
  bool is_polling_ = false;  // the JS thread looks for messages: no need to wake it
  TapeWriter outbox_;
  std::vector<TapeWriter> full_;  // before outbox_
  std::vector<std::unique_ptr<LentMemory>> buffers_;
  std::vector<std::uint32_t> completed_;
  std::uint32_t completed_starts_ = 0;
  std::vector<napi_ref> releases_;
  std::size_t lent_ = 0;                         // references that Python still needs
  std::shared_ptr<Environment> until_returned_;  // itself, from close() to tear_down()
  std::unordered_map<std::uint32_t, std::shared_ptr<Invocation>> invocations_;
  std::uint32_t last_invocation_ = 0;
};

}  // namespace stemma
