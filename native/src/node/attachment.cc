#include "node/attachment.h"

#include <algorithm>

#include "core/protocol.h"
#include "core/submission.h"
#include "python/thread/farewell.h"
#include "python/thread/interpreter.h"
#include "python/values/handle.h"

namespace stemma {
namespace {

// The last check: a caller built before the handshake passes no protocol, and would corrupt memory from here on.
const Napi::CallbackInfo& checked(const Napi::CallbackInfo& info) {
  const bool agrees = info[2].IsNumber() && info[2].As<Napi::Number>().Uint32Value() == protocol_number;
  if (agrees) return info;
  throw Napi::TypeError::New(info.Env(), "the addon of @stemma/native " + std::string(package_version) +
                                             " speaks protocol " + std::to_string(protocol_number) +
                                             ", its caller another one or none: build @stemma/python-context anew");
}

}  // namespace

Napi::Function Attachment::define(Napi::Env env) {
  return DefineClass(env, "Attachment",
                     {
                         InstanceMethod<&Attachment::start>("start"),
                         InstanceMethod<&Attachment::submit>("submit"),
                         InstanceMethod<&Attachment::poll>("poll"),
                         InstanceMethod<&Attachment::cancel>("cancel"),
                         InstanceMethod<&Attachment::reply>("reply"),
                         InstanceMethod<&Attachment::reply_failure>("replyFailure"),
                         InstanceMethod<&Attachment::release_handle>("releaseHandle"),
                         InstanceMethod<&Attachment::listen_to_logs>("listenToLogs"),
                         InstanceMethod<&Attachment::end_process>("endProcess"),
                         InstanceMethod<&Attachment::detach>("detach"),
                     });
}

Attachment::Attachment(const Napi::CallbackInfo& info)
    : Napi::ObjectWrap<Attachment>(checked(info)),
      environment_(Environment::open(info.Env(), info[0], info[1].ToBoolean())) {}

// Nobody can hear its messages any more. Without this the cleanup hook and the thread-safe function would keep a
// dangling pointer.
Attachment::~Attachment() {
  if (environment_) environment_->close();
}

Napi::Value Attachment::start(const Napi::CallbackInfo& info) {
  StartRequest request;
  request.location.library = info[0].As<Napi::String>();
  request.location.program = info[1].As<Napi::String>();
  request.interrupt_signal = info[2].As<Napi::Number>();
  request.isolate_modules = info[3].ToBoolean();
  environment_->expect_start();
  Interpreter::instance().start(request, [environment = environment_](const auto& failure, const auto& version) {
    environment->deliver_started(failure, version);
  });
  return info.Env().Undefined();
}

CallRequest Attachment::read_request(TapeReader& reader, const SharedTape& tape, const Napi::Array& views) {
  const auto record = read_submission(reader, views.Length());
  CallRequest request;
  request.id = record.id;
  request.timeout = record.timeout;
  request.flags = record.flags;
  for (std::uint32_t index = 0; index < record.views; ++index) {
    request.buffers.push_back(environment_->borrow(views.Get(record.first_view + index)));
  }
  request.functions = lend_functions(record.first_function, record.functions);
  const auto& values = record.values;
  request.tape = {tape.bytes, static_cast<std::size_t>(values.position() - tape.bytes->data()), values.remaining()};
  request.sink = environment_;
  return request;
}

std::vector<std::unique_ptr<LentFunction>> Attachment::lend_functions(std::uint32_t first, std::uint32_t count) {
  std::vector<std::unique_ptr<LentFunction>> functions;
  for (std::uint32_t index = 0; index < count; ++index) {
    functions.push_back(std::make_unique<LentFunction>(first + index, environment_));
  }
  return functions;
}

Napi::Value Attachment::submit(const Napi::CallbackInfo& info) {
  const auto tape = info[0].As<Napi::Uint8Array>();
  const auto length = info[1].As<Napi::Number>().Uint32Value();
  const auto views = info[2].As<Napi::Array>();
  const auto size = std::min<std::size_t>(length, tape.ByteLength());
  const SharedTape copy{std::make_shared<const std::vector<std::uint8_t>>(tape.Data(), tape.Data() + size), 0, size};
  TapeReader reader = copy.reader();
  const auto now = Clock::now();
  std::vector<std::shared_ptr<Call>> calls;
  std::string fault;
  try {
    while (reader.remaining() > 0) calls.push_back(std::make_shared<Call>(read_request(reader, copy, views), now));
  } catch (const TapeError& failure) {
    fault = failure.what();
  }
  environment_->expect(calls);
  Interpreter::instance().submit(calls);
  if (!fault.empty()) throw Napi::Error::New(info.Env(), fault);
  return info.Env().Undefined();
}

Napi::Value Attachment::poll(const Napi::CallbackInfo& info) {
  environment_->poll();
  return info.Env().Undefined();
}

Napi::Value Attachment::cancel(const Napi::CallbackInfo& info) {
  if (const auto call = environment_->find(info[0].As<Napi::Number>())) {
    Interpreter::instance().cancel(call, static_cast<Outcome>(info[1].As<Napi::Number>().Uint32Value()));
  }
  return info.Env().Undefined();
}

Napi::Value Attachment::reply(const Napi::CallbackInfo& info) {
  const auto invocation = environment_->take_invocation(info[0].As<Napi::Number>());
  if (!invocation) return info.Env().Undefined();
  const auto tape = info[1].As<Napi::Uint8Array>();
  const auto length = info[2].As<Napi::Number>().Uint32Value();
  const auto views = info[3].As<Napi::Array>();
  Answer answer{.is_value = true};
  answer.tape.assign(tape.Data(), tape.Data() + length);
  for (std::uint32_t index = 0; index < views.Length(); ++index) {
    answer.buffers.push_back(environment_->borrow(views.Get(index)));
  }
  answer.functions = lend_functions(info[4].As<Napi::Number>(), info[5].As<Napi::Number>());
  invocation->answer(std::move(answer));
  return info.Env().Undefined();
}

Napi::Value Attachment::reply_failure(const Napi::CallbackInfo& info) {
  if (const auto invocation = environment_->take_invocation(info[0].As<Napi::Number>())) {
    invocation->answer({.failure = info[1].As<Napi::String>()});
  }
  return info.Env().Undefined();
}

Napi::Value Attachment::release_handle(const Napi::CallbackInfo& info) {
  const double number = info[0].As<Napi::Number>();
  Interpreter::instance().run_on_owner(
      [number, environment = environment_->id] { stemma::release_handle(number, environment); });
  return info.Env().Undefined();
}

Napi::Value Attachment::listen_to_logs(const Napi::CallbackInfo& info) {
  Interpreter::instance().add_log_listener(environment_);
  return info.Env().Undefined();
}

Napi::Value Attachment::end_process(const Napi::CallbackInfo& info) {
  environment_->close();
  const bool is_main_thread = info[1].ToBoolean();
  const std::chrono::milliseconds limit(info[0].As<Napi::Number>().Int64Value());
  // The end of a worker is the end of Python only where nobody else can use it.
  if (is_main_thread || Environment::open_count() == 0) say_farewell(limit);
  return info.Env().Undefined();
}

Napi::Value Attachment::detach(const Napi::CallbackInfo& info) {
  environment_->close();
  return info.Env().Undefined();
}

}  // namespace stemma
