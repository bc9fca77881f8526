// One interpreter a process, also when the package is installed twice and two copies of the addon are loaded.
//
// Thread:    JS threads, when the addon is loaded into an environment.
// GIL:       not touched.
// Locks:     the dynamic linker's.
// Frees:     nothing; the library is pinned, because owner threads outlive every environment.
// Teardown:  nothing.
#pragma once

#include <node_api.h>

namespace stemma {

// Pins this library in memory and makes its entry point visible to later copies.
void pin_library();

// Builds the exports by the first copy of the addon in this process; nullptr when this is the first.
napi_value register_with_first_copy(napi_env env, napi_value exports);

}  // namespace stemma

// The versioned symbol that copies find each other by. A change of the exports' meaning needs a new name.
extern "C" __attribute__((visibility("default"))) napi_value stemma_register_v1(napi_env env, napi_value exports);
