// The JavaScript class `Attachment`: one TypeScript bridge's access to the interpreter.
//
// Thread:    the JS thread of its environment.
// GIL:       never.
// Locks:     those of the parts it calls, one at a time.
// Frees:     holds the Environment, and closes it when the JavaScript object has become garbage.
// Teardown:  detach(), or the environment's cleanup hook, closes the Environment.
#pragma once

#include <napi.h>

#include <memory>

#include "node/environment.h"

namespace stemma {

class Attachment : public Napi::ObjectWrap<Attachment> {
 public:
  static Napi::Function define(Napi::Env env);

  // new Attachment(dispatcher, copiesBuffers, protocol); throws when the caller speaks another protocol.
  explicit Attachment(const Napi::CallbackInfo& info);
  ~Attachment() override;

 private:
  // start(library, program, interruptSignal, isolatesModules): the answer is a "started" message.
  Napi::Value start(const Napi::CallbackInfo& info);
  // submit(tape, length, views): queues every call on the tape.
  Napi::Value submit(const Napi::CallbackInfo& info);
  // poll(): looks for the result of the only pending call for a moment, and delivers it if it comes.
  Napi::Value poll(const Napi::CallbackInfo& info);
  // cancel(callId, outcome): settles the call as "cancelled" or "closed", and interrupts it when it runs.
  Napi::Value cancel(const Napi::CallbackInfo& info);
  // reply(invocationId, tape, length, views, firstFunction, functions): the value that a JavaScript function returned.
  Napi::Value reply(const Napi::CallbackInfo& info);
  // replyFailure(invocationId, message)
  Napi::Value reply_failure(const Napi::CallbackInfo& info);
  // releaseHandle(number): lets go of an object that was kept in Python.
  Napi::Value release_handle(const Napi::CallbackInfo& info);
  // listenToLogs(): log records come as messages from now on.
  Napi::Value listen_to_logs(const Napi::CallbackInfo& info);
  // endProcess(limitMs, isMainThread): detaches and ends Python, for the end of the process.
  Napi::Value end_process(const Napi::CallbackInfo& info);
  // detach()
  Napi::Value detach(const Napi::CallbackInfo& info);

  std::vector<std::unique_ptr<LentFunction>> lend_functions(std::uint32_t first, std::uint32_t count);
  CallRequest read_request(TapeReader& reader, const SharedTape& tape, const Napi::Array& views);

  std::shared_ptr<Environment> environment_;
};

}  // namespace stemma
