// The shared libraries that are mapped into this process.
// Thread: any. Locks: those of the dynamic loader, for the length of the call.
#pragma once

#include <string>
#include <vector>

namespace stemma {

// Their paths, as the loader knows them.
std::vector<std::string> loaded_libraries();

}  // namespace stemma
