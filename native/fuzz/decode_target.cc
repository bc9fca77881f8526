// What must hold for any bytes: the decoder ends with a value or with a Python exception, never beyond its bounds,
// never with memory that the bytes don't pay for; and a value that it made survives the way out and in again.
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "core/submission.h"
#include "python/thread/interpreter.h"
#include "python/values/decode.h"
#include "python/values/encode.h"
#include "python_fixture.h"

namespace stemma {
namespace {

[[noreturn]] void broken(const char* rule) {
  std::fprintf(stderr, "fuzz: broken rule: %s\n", rule);
  std::abort();
}

class Nobody final : public CompletionSink {
 public:
  void deliver(const Call&, Outcome, Payload) override {}
  bool invoke(std::uint32_t, Payload, std::shared_ptr<Invocation>) override { return false; }
  void release_function(std::uint32_t) override {}
};

struct OwnMemory final : BorrowedMemory {
  std::vector<std::uint8_t> bytes;
  explicit OwnMemory(std::size_t length) : bytes(length) {
    data = bytes.data();
    size = length;
  }
};

struct Tables {
  std::vector<std::unique_ptr<BorrowedMemory>> buffers;
  std::vector<std::unique_ptr<LentFunction>> functions;
};

Tables make_tables() {
  static const auto nobody = std::make_shared<Nobody>();
  Tables tables;
  for (const std::size_t size : {0, 8, 24, 96}) tables.buffers.push_back(std::make_unique<OwnMemory>(size));
  for (const std::uint32_t id : {1, 2}) tables.functions.push_back(std::make_unique<LentFunction>(id, nobody));
  return tables;
}

Owned decode_bytes(const std::uint8_t* data, std::size_t size, Tables tables) {
  TapeReader reader(data, size);
  Owned value = decode(reader, {tables.buffers, tables.functions});
  if (!value != (python.PyErr_Occurred() != nullptr)) broken("a value or an exception, one of the two");
  python.PyErr_Clear();
  return value;
}

Tables tables_of(const Payload& payload) {
  Tables tables;
  for (const auto& buffer : payload.buffers) tables.buffers.push_back(std::make_unique<OwnMemory>(buffer->size));
  return tables;
}

void decode_and_return(const std::uint8_t* data, std::size_t size) {
  const Owned value = decode_bytes(data, size, make_tables());
  if (!value) return;
  Payload first, second;
  if (!encode(value.get(), first)) return python.PyErr_Clear();  // a function, or nesting at the limit
  const auto& tape = first.tape.bytes();
  const Owned back = decode_bytes(tape.data(), tape.size(), tables_of(first));
  // Adapting and sharing may take a level more than decoding allows.
  if (!back) return;
  if (!encode(back.get(), second)) broken("what came back has a form");
  if (second.tape.size() != tape.size()) broken("the second way out is as long as the first");
}

void read_submissions(const std::uint8_t* data, std::size_t size) {
  TapeReader reader(data, size);
  constexpr std::uint32_t views = 4;
  try {
    while (reader.remaining() > 0) {
      const auto record = read_submission(reader, views);
      if (record.views > views || record.functions > size) broken("nothing is announced that is not there");
      if (record.timeout && *record.timeout < std::chrono::nanoseconds::zero()) broken("time-outs are not negative");
    }
  } catch (const TapeError&) {
  }
}

}  // namespace
}  // namespace stemma

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  stemma::fuzz::start_python();
  return 0;
}

// The first byte chooses the layout.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  if (data[0] == 's') {
    stemma::read_submissions(data + 1, size - 1);
  } else {
    stemma::decode_and_return(data + 1, size - 1);
    stemma::Interpreter::instance().run_owner_errands();
  }
  return 0;
}
