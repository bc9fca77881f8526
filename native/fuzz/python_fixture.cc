#include "python_fixture.h"

#include <cstdio>
#include <cstdlib>

#include "python/api/python_startup.h"
#include "python/thread/bootstrap.h"
#include "python/values/js_buffer.h"

namespace stemma::fuzz {
namespace {

const char* required(const char* variable) {
  if (const char* value = std::getenv(variable)) return value;
  std::fprintf(stderr, "fuzz: %s is not set; `nx fuzz @stemma/native` sets it\n", variable);
  std::exit(2);
}

}  // namespace

void start_python() {
  static bool is_started = false;
  if (is_started) return;
  is_started = true;
  auto failure = start_cpython({required("STEMMA_FUZZ_LIBRARY"), required("STEMMA_FUZZ_PROGRAM")});
  if (!failure && !create_js_buffer_type()) failure = {"start-failed", "no buffer type"};
  if (!failure) failure = bootstrap.start(0, false);
  if (!failure) return;
  std::fprintf(stderr, "fuzz: %s: %s\n", failure.code.c_str(), failure.message.c_str());
  std::exit(2);
}

}  // namespace stemma::fuzz
