// The driver where there is no libFuzzer.
//
//   fuzz_decode [--runs N] [--seconds N] [--seed N] [FILE ...]
//
// Mutates what reached new code. Before a crash ends the
// process the input is written to crash-<seed>.bin; given as FILE it is run alone.
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>

#include "coverage.h"
#include "mutator.h"

extern "C" int LLVMFuzzerInitialize(int*, char***);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace stemma::fuzz {
namespace {

// Python itself takes about 200 MB of address space; no input of 4 kB may need more than the rest.
constexpr rlim_t address_space = rlim_t{2} << 30;
constexpr std::size_t most_inputs = 2'000;

struct Options {
  std::uint64_t runs = std::numeric_limits<std::uint64_t>::max();
  std::chrono::seconds time{60};
  std::uint64_t seed = 1;
  std::vector<std::string> files;
};

const Input* current = nullptr;
std::string crash_file;

void write_crash(int signal_number) {
  if (current) {
    std::ofstream(crash_file, std::ios::binary)
        .write(reinterpret_cast<const char*>(current->data()), static_cast<std::streamsize>(current->size()));
    std::fprintf(stderr, "fuzz: the input is in %s\n", crash_file.c_str());
  }
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

Options parse(int count, char** arguments) {
  Options options;
  for (int index = 1; index < count; ++index) {
    const std::string name = arguments[index];
    const auto number = [&] { return index + 1 < count ? std::strtoull(arguments[++index], nullptr, 10) : 0; };
    if (name == "--runs") {
      options.runs = number();
      options.time = std::chrono::hours(24);
    } else if (name == "--seconds") {
      options.time = std::chrono::seconds(number());
    } else if (name == "--seed") {
      options.seed = number();
    } else {
      options.files.push_back(name);
    }
  }
  return options;
}

void run(const Input& input) {
  current = &input;
  LLVMFuzzerTestOneInput(input.data(), input.size());
  current = nullptr;
}

Input read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void search(const Options& options) {
  Mutator mutator(options.seed);
  auto inputs = first_inputs();
  for (const auto& input : inputs) run(input);
  const auto end = std::chrono::steady_clock::now() + options.time;
  std::uint64_t runs = 0;
  for (; runs < options.runs && std::chrono::steady_clock::now() < end; ++runs) {
    Input input = mutator.mutate(inputs[mutator.below(inputs.size())], inputs[mutator.below(inputs.size())]);
    begin_coverage();
    run(input);
    if (found_new_edges() && inputs.size() < most_inputs) inputs.push_back(std::move(input));
  }
  std::printf("fuzz: %llu runs, %zu inputs reached new code, nothing broke\n", static_cast<unsigned long long>(runs),
              inputs.size());
}

}  // namespace
}  // namespace stemma::fuzz

int main(int count, char** arguments) {
  using namespace stemma::fuzz;
  const auto options = parse(count, arguments);
  crash_file = "crash-" + std::to_string(options.seed) + ".bin";
  for (const int fatal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) signal(fatal, write_crash);
#ifndef STEMMA_SANITIZE
  // AddressSanitizer reserves terabytes; there max_allocation_size_mb does the same.
  const rlimit limit{address_space, address_space};
  setrlimit(RLIMIT_AS, &limit);
#endif
  LLVMFuzzerInitialize(&count, &arguments);
  for (const auto& file : options.files) run(read_file(file));
  if (options.files.empty()) search(options);
  std::fflush(stdout);
  // CPython is not finalized, as in the addon.
  _exit(0);
}
