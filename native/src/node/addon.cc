// The exported functions; nothing else knows them all.
//
// Thread:    the JS thread that loads the addon.
// GIL:       never.
// Locks:     none.
// Frees:     nothing of its own.
// Teardown:  each Attachment's environment cleans up after itself; the library stays mapped.
#include <napi.h>

#include "core/limits.h"
#include "core/protocol.h"
#include "node/attachment.h"
#include "node/environment.h"
#include "node/process_wide.h"
#include "python/thread/interpreter.h"

namespace stemma {
namespace {

Napi::Value stats(const Napi::CallbackInfo& info) {
  const auto current = Interpreter::instance().stats();
  auto result = Napi::Object::New(info.Env());
  result.Set("state", static_cast<unsigned>(current.state));
  result.Set("queued", static_cast<double>(current.queued));
  result.Set("queueLimit", static_cast<double>(current.queue_limit));
  result.Set("isBusy", current.is_busy);
  result.Set("abandonedThreads", current.abandoned);
  result.Set("replacedThreads", static_cast<double>(current.replaced));
  result.Set("environments", static_cast<double>(Environment::open_count()));
  result.Set("interrupted", static_cast<double>(current.interrupted));
  return result;
}

Napi::Value running_python(const Napi::CallbackInfo& info) {
  const auto location = Interpreter::instance().location();
  if (!location) return info.Env().Undefined();
  auto result = Napi::Object::New(info.Env());
  result.Set("program", location->program);
  result.Set("library", location->library);
  return result;
}

Napi::Value set_queue_limit(const Napi::CallbackInfo& info) {
  Interpreter::instance().set_queue_limit(info[0].As<Napi::Number>().Uint32Value());
  return info.Env().Undefined();
}

Napi::Value set_escalation(const Napi::CallbackInfo& info) {
  const auto milliseconds = [&](std::size_t index) {
    return std::chrono::milliseconds(info[index].As<Napi::Number>().Int64Value());
  };
  Interpreter::instance().set_escalation({milliseconds(0), milliseconds(1)});
  return info.Env().Undefined();
}

// Asked for as `process.getBuiltinModule("buffer").constants.MAX_LENGTH`; a runtime without it keeps the default.
void learn_limits(Napi::Env env) {
  Napi::Value found = env.Global().Get("process");
  if (!found.IsObject()) return;
  const auto process = found.As<Napi::Object>();
  const Napi::Value get = process.Get("getBuiltinModule");
  if (!get.IsFunction()) return;
  found = get.As<Napi::Function>().Call(process, {Napi::String::New(env, "buffer")});
  for (const char* name : {"constants", "MAX_LENGTH"}) {
    if (!found.IsObject()) return;
    found = found.As<Napi::Object>().Get(name);
  }
  if (found.IsNumber()) longest_array_buffer = static_cast<std::size_t>(found.As<Napi::Number>().Int64Value());
}

Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  learn_limits(env);
  exports.Set("protocol", protocol_number);
  exports.Set("version", package_version);
  exports.Set("Attachment", Attachment::define(env));
  exports.Set("stats", Napi::Function::New<stats>(env, "stats"));
  exports.Set("runningPython", Napi::Function::New<running_python>(env, "runningPython"));
  exports.Set("setQueueLimit", Napi::Function::New<set_queue_limit>(env, "setQueueLimit"));
  exports.Set("setEscalation", Napi::Function::New<set_escalation>(env, "setEscalation"));
  return exports;
}

}  // namespace
}  // namespace stemma

napi_value stemma_register_v1(napi_env env, napi_value exports) {
  return Napi::RegisterModule(env, exports, stemma::initialize);
}

NAPI_MODULE_INIT() {
  if (napi_value registered = stemma::register_with_first_copy(env, exports)) return registered;
  stemma::pin_library();
  return stemma_register_v1(env, exports);
}
