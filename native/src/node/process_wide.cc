#include "node/process_wide.h"

#include <dlfcn.h>

namespace stemma {

void pin_library() {
  Dl_info self{};
  if (dladdr(reinterpret_cast<void*>(&stemma_register_v1), &self) && self.dli_fname) {
    dlopen(self.dli_fname, RTLD_NOW | RTLD_GLOBAL | RTLD_NODELETE);
  }
}

napi_value register_with_first_copy(napi_env env, napi_value exports) {
  auto* first = reinterpret_cast<decltype(&stemma_register_v1)>(dlsym(RTLD_DEFAULT, "stemma_register_v1"));
  if (!first || first == &stemma_register_v1) return nullptr;
  return first(env, exports);
}

}  // namespace stemma
