#include "node/environment.h"

#include <cstring>
#include <new>
#include <utility>

#include "core/forked_child.h"
#include "core/limits.h"
#include "python/values/handle.h"

namespace stemma {
namespace {

std::atomic<std::size_t> open_environments{0};

constexpr auto longest_without_turn = std::chrono::milliseconds(1);

struct SharedMemory final : BorrowedMemory {
  std::shared_ptr<Environment> environment;
  napi_ref reference = nullptr;
  ~SharedMemory() override { environment->release(reference); }
};

struct CopiedMemory final : BorrowedMemory {
  std::unique_ptr<std::uint8_t[]> copy;
};

Payload no_memory_left() {
  Payload payload;
  payload.tape.write_tag(Tag::dict);
  payload.tape.write<std::uint32_t>(2);
  payload.tape.write_text("type");
  payload.tape.write_text("MemoryError");
  payload.tape.write_text("message");
  payload.tape.write_text("there is not enough memory to hand the result over");
  return payload;
}

std::size_t element_size(napi_typedarray_type type) {
  switch (type) {
    case napi_int16_array:
    case napi_uint16_array:
      return 2;
    case napi_int32_array:
    case napi_uint32_array:
    case napi_float32_array:
      return 4;
    case napi_float64_array:
    case napi_bigint64_array:
    case napi_biguint64_array:
      return 8;
    default:
      return 1;
  }
}

}  // namespace

std::size_t Environment::open_count() { return open_environments; }

std::shared_ptr<Environment> Environment::open(napi_env env, napi_value dispatcher, bool copies_buffers) {
  std::shared_ptr<Environment> environment(new Environment(env, copies_buffers));
  napi_create_reference(env, dispatcher, 1, &environment->dispatcher_);
  environment->window_.open(env);
  ++open_environments;
  napi_value name = nullptr;
  napi_create_string_utf8(env, "stemma", NAPI_AUTO_LENGTH, &name);
  napi_create_threadsafe_function(env, nullptr, nullptr, name, 0, 1, nullptr, nullptr, environment.get(), wake_up,
                                  &environment->wake_up_);
  napi_unref_threadsafe_function(env, environment->wake_up_);
  napi_add_env_cleanup_hook(env, clean_up, environment.get());
  return environment;
}

void Environment::clean_up(void* context) {
  const auto self = static_cast<Environment*>(context)->shared_from_this();
  self->close();
  self->tear_down();
}

void Environment::close() {
  const auto self = shared_from_this();
  std::vector<std::unique_ptr<LentMemory>> dropped;
  std::unordered_map<std::uint32_t, std::shared_ptr<Invocation>> unanswered;
  {
    std::lock_guard lock(mutex_);
    if (!is_open_) return;
    is_open_ = false;
    --open_environments;
    dropped.swap(buffers_);
    unanswered.swap(invocations_);
    until_returned_ = self;
  }
  for (const auto& [invocation_id, invocation] : unanswered) {
    invocation->answer({.failure = "the JavaScript environment ended before the function returned"});
  }
  Interpreter::instance().close_sink(this);
  for (const auto& [call_id, call] : expected_) Interpreter::instance().cancel(call, Outcome::closed);
  Interpreter::instance().run_on_owner([environment = id] { release_all_handles(environment); });
  expected_.clear();
  keep_alive(false);
  napi_delete_reference(env_, dispatcher_);
  window_.close(env_);
  return_memory();
}

void Environment::return_memory() {
  std::vector<napi_ref> releases;
  bool is_over = false;
  {
    std::lock_guard lock(mutex_);
    releases.swap(releases_);
    is_over = !is_open_ && lent_ == 0;
  }
  for (napi_ref reference : releases) napi_delete_reference(env_, reference);
  if (is_over) tear_down();
}

void Environment::tear_down() {
  const auto self = shared_from_this();
  {
    std::lock_guard lock(mutex_);
    if (is_torn_down_) return;
    is_torn_down_ = true;
    until_returned_.reset();
  }
  napi_remove_env_cleanup_hook(env_, clean_up, this);
  napi_release_threadsafe_function(wake_up_, napi_tsfn_abort);
}

void Environment::expect(std::span<const std::shared_ptr<Call>> calls) {
  for (const auto& call : calls) expected_.emplace(call->id, call);
  if (!calls.empty()) keep_alive(true);
}

void Environment::expect_start() {
  ++expected_starts_;
  keep_alive(true);
}

std::shared_ptr<Call> Environment::find(std::uint32_t call_id) const {
  const auto at = expected_.find(call_id);
  return at == expected_.end() ? nullptr : at->second;
}

void Environment::poll() {
  if (expected_.size() != 1 || expected_starts_ != 0 || !may_poll()) return;
  {
    std::lock_guard lock(mutex_);
    if (!is_open_ || is_notified_) return;
    is_polling_ = true;
  }
  poll_.look([this] { return has_messages_.load(std::memory_order_acquire); });
  bool came = false;
  {
    std::lock_guard lock(mutex_);
    is_polling_ = false;
    // Asked again: nobody was notified of what came right after the last look.
    came = has_messages_.exchange(false);
  }
  if (came) drain();
}

// Results that are polled for resolve promises without a turn of the event loop in between; a loop of small calls would
// starve timers and sockets.
bool Environment::may_poll() {
  const auto now = Clock::now();
  if (!polls_since_) polls_since_ = now;
  return now - *polls_since_ < longest_without_turn;
}

void Environment::keep_alive(bool is_needed) {
  if (is_needed == is_kept_alive_) return;
  is_kept_alive_ = is_needed;
  if (is_needed) {
    napi_ref_threadsafe_function(env_, wake_up_);
  } else {
    napi_unref_threadsafe_function(env_, wake_up_);
  }
}

std::unique_ptr<BorrowedMemory> Environment::borrow(napi_value typed_array) {
  napi_typedarray_type type{};
  std::size_t length = 0;
  void* data = nullptr;
  if (napi_get_typedarray_info(env_, typed_array, &type, &length, &data, nullptr, nullptr) != napi_ok) return nullptr;
  const std::size_t size = length * element_size(type);
  if (copies_buffers_) {
    auto memory = std::make_unique<CopiedMemory>();
    memory->copy.reset(new std::uint8_t[size ? size : 1]);
    if (size) std::memcpy(memory->copy.get(), data, size);
    memory->data = memory->copy.get();
    memory->size = size;
    return memory;
  }
  auto memory = std::make_unique<SharedMemory>();
  memory->environment = shared_from_this();
  memory->data = data;
  memory->size = size;
  napi_create_reference(env_, typed_array, 1, &memory->reference);
  std::lock_guard lock(mutex_);
  ++lent_;
  return memory;
}

void Environment::make_room_locked(std::size_t size) {
  if (outbox_.size() == 0 || outbox_.size() + size <= longest_hand_over()) return;
  full_.push_back(std::move(outbox_));
  outbox_ = {};
}

template <class WriteBody>
void Environment::post_locked(MessageKind kind, std::size_t value_size, WriteBody write_body) {
  make_room_locked(value_size + message_overhead);
  outbox_.reserve_more(value_size);
  outbox_.write(static_cast<std::uint8_t>(kind));
  const auto length_at = outbox_.reserve_count();
  const auto start = outbox_.size();
  write_body(outbox_);
  outbox_.patch(length_at, static_cast<std::uint32_t>(outbox_.size() - start));
  notify_locked();
}

void Environment::deliver(const Call& call, Outcome outcome, Payload payload) {
  const auto now = Clock::now();
  std::lock_guard lock(mutex_);
  if (!is_open_) return;  // the payload is destroyed by the caller, after the lock
  const auto post = [&] {
    post_locked(MessageKind::completion, payload.tape.size(), [&](TapeWriter& body) {
      body.write(call.id);
      body.write(static_cast<std::uint8_t>(outcome));
      body.write(call.queued_ms(now));
      body.write(call.ran_ms(now));
      body.write(static_cast<std::uint32_t>(buffers_.size()));
      body.write_bytes(payload.tape.bytes().data(), payload.tape.size());
    });
  };
  try {
    post();
  } catch (const std::bad_alloc&) {
    // Before anything was written. The call must be settled all the same.
    outcome = Outcome::unencodable;
    payload = no_memory_left();
    post();
  }
  for (auto& buffer : payload.buffers) buffers_.push_back(std::move(buffer));
  for (const auto& object : payload.kept) object->hand_over();
  completed_.push_back(call.id);
}

bool Environment::invoke(std::uint32_t function, Payload arguments, std::shared_ptr<Invocation> invocation) {
  if (is_forked_child) return false;
  std::lock_guard lock(mutex_);
  if (!is_open_) return false;
  const auto invocation_id = ++last_invocation_;
  invocations_.emplace(invocation_id, std::move(invocation));
  post_locked(MessageKind::invocation, arguments.tape.size(), [&](TapeWriter& body) {
    body.write(invocation_id);
    body.write(function);
    body.write(static_cast<std::uint32_t>(buffers_.size()));
    body.write_bytes(arguments.tape.bytes().data(), arguments.tape.size());
  });
  for (auto& buffer : arguments.buffers) buffers_.push_back(std::move(buffer));
  return true;
}

std::shared_ptr<Invocation> Environment::take_invocation(std::uint32_t invocation_id) {
  std::lock_guard lock(mutex_);
  const auto at = invocations_.find(invocation_id);
  if (at == invocations_.end()) return nullptr;
  auto taken = std::move(at->second);
  invocations_.erase(at);
  return taken;
}

void Environment::release_function(std::uint32_t function) {
  if (is_forked_child) return;
  std::lock_guard lock(mutex_);
  if (!is_open_) return;
  post_locked(MessageKind::released, 0, [&](TapeWriter& body) { body.write(function); });
}

void Environment::receive(const LogRecord& record) {
  std::lock_guard lock(mutex_);
  if (!is_open_) return;
  post_locked(MessageKind::log, record.name.size() + record.message.size(), [&](TapeWriter& body) {
    body.write(record.level);
    body.write_text(record.name);
    body.write_text(record.message);
  });
}

void Environment::deliver_started(const StartFailure& failure, const std::string& version) {
  std::lock_guard lock(mutex_);
  if (!is_open_) return;
  post_locked(MessageKind::started, failure.message.size() + version.size(), [&](TapeWriter& body) {
    body.write_text(failure.code);
    body.write_text(failure.message);
    body.write_text(version);
  });
  ++completed_starts_;
}

void Environment::release(napi_ref reference) {
  if (is_forked_child) return;
  std::lock_guard lock(mutex_);
  --lent_;
  if (is_torn_down_) return;  // the reference died with the environment
  releases_.push_back(reference);
  notify_locked();
}

void Environment::notify_locked() {
  if (is_polling_) {
    has_messages_.store(true, std::memory_order_release);
    return;
  }
  if (is_notified_) return;
  is_notified_ = true;
  napi_call_threadsafe_function(wake_up_, nullptr, napi_tsfn_nonblocking);
}

void Environment::wake_up(napi_env env, napi_value, void* context, void*) {
  if (!env) return;  // the thread-safe function is being torn down
  const auto self = static_cast<Environment*>(context)->shared_from_this();
  self->polls_since_.reset();
  self->drain();
}

void Environment::drain() {
  TapeWriter messages = std::exchange(spare_, {});
  std::vector<TapeWriter> full;
  std::vector<std::unique_ptr<LentMemory>> buffers;
  std::vector<std::uint32_t> completed;
  {
    std::lock_guard lock(mutex_);
    is_notified_ = false;  // what comes from here on wakes us again
  }
  return_memory();
  {
    std::lock_guard lock(mutex_);
    if (!is_open_) return;
    std::swap(messages, outbox_);
    full.swap(full_);
    buffers.swap(buffers_);
    completed.swap(completed_);
    expected_starts_ -= completed_starts_;
    completed_starts_ = 0;
  }
  forget_completed(completed);
  if (messages.size() == 0) return;
  const napi_value exposed = expose_buffers(env_, std::move(buffers));
  for (auto& earlier : full) dispatch(earlier, exposed);
  dispatch(messages, exposed);
  messages.truncate(0);
  spare_ = std::move(messages);
}

void Environment::dispatch(TapeWriter& messages, napi_value buffers) {
  napi_value undefined = nullptr, dispatcher = nullptr;
  napi_get_undefined(env_, &undefined);
  napi_get_reference_value(env_, dispatcher_, &dispatcher);
  const auto length = static_cast<std::uint32_t>(messages.size());
  napi_value arguments[3] = {window_.expose(env_, messages.bytes()), nullptr, buffers};
  if (!arguments[0] || !arguments[2]) return;  // a worker in its last moments
  napi_create_uint32(env_, length, &arguments[1]);
  napi_call_function(env_, undefined, dispatcher, 3, arguments, nullptr);
}

void Environment::forget_completed(const std::vector<std::uint32_t>& completed) {
  for (const auto call_id : completed) expected_.erase(call_id);
  if (expected_.empty() && expected_starts_ == 0) keep_alive(false);
}

}  // namespace stemma
