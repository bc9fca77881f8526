#include "python/api/python_api.h"

#include <dlfcn.h>

#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "python/api/loaded_libraries.h"

namespace stemma {
namespace {

std::string real_path(const std::string& path) {
  char resolved[PATH_MAX];
  return realpath(path.c_str(), resolved) ? resolved : path;
}

// The path of a libpython that is already mapped, or "".
std::string loaded_libpython() {
  for (const std::string& path : loaded_libraries()) {
    const std::string file = path.substr(path.rfind('/') + 1);
    // "libpython3.so" is only a forwarder for the stable ABI.
    if (file.rfind("libpython3.", 0) == 0 && file != "libpython3.so") return path;
  }
  return "";
}

}  // namespace

PythonApi& python = *new PythonApi;

StartFailure PythonApi::load(const std::string& path) {
  const std::string loaded = loaded_libpython();
  if (!loaded.empty() && real_path(loaded) != real_path(path)) {
    return {"second-python", "another CPython is already loaded into this process: " + loaded + "; a second one (" +
                                 path + ") would crash it"};
  }
  // Extension modules expect the library's symbols to be global.
  void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL);
  if (!library) {
    const char* reason = dlerror();
    return {"library-not-loadable", reason ? reason : path};
  }
  auto failure = bind_all(library, path);
  if (!failure) return {};
  dlclose(library);
  *this = PythonApi{};
  return failure;
}

StartFailure PythonApi::bind_all(void* library, const std::string& path) {
  std::string missing;
  auto bind = [&](auto& target, const char* name, bool required) {
    target = reinterpret_cast<std::remove_reference_t<decltype(target)>>(dlsym(library, name));
    if (!target && required) missing += missing.empty() ? name : std::string(", ") + name;
  };
#define STEMMA_FUNCTION(result, name, arguments) bind(name, #name, true);
  STEMMA_PYTHON_FUNCTIONS(STEMMA_FUNCTION)
#undef STEMMA_FUNCTION
#define STEMMA_FUNCTION(result, name, arguments) bind(name, #name, false);
  STEMMA_OPTIONAL_PYTHON_FUNCTIONS(STEMMA_FUNCTION)
#undef STEMMA_FUNCTION
#define STEMMA_EXCEPTION(name) bind(name, #name, true);
  STEMMA_PYTHON_EXCEPTIONS(STEMMA_EXCEPTION)
#undef STEMMA_EXCEPTION
#define STEMMA_OBJECT(member, symbol) bind(member, #symbol, true);
  STEMMA_PYTHON_OBJECTS(STEMMA_OBJECT)
#undef STEMMA_OBJECT
  bind(ignore_environment_flag, "Py_IgnoreEnvironmentFlag", false);
  bind(utf8_mode_flag, "Py_UTF8Mode", false);
  if (!missing.empty()) {
    return {"unsupported-python", path + " lacks functions that CPython 3.10 and later have: " + missing};
  }
  int minor = 0;
  if (std::sscanf(Py_GetVersion(), "3.%d", &minor) != 1 || minor < 10) {
    return {"unsupported-python", path + " is Python " + Py_GetVersion() + "; 3.10 or later is needed"};
  }
  // With the GIL an object's type stands right after its reference count. A free-threaded build has it elsewhere.
  if (type_of(float_type) != reinterpret_cast<PyTypeObject*>(type_type)) {
    return {"unsupported-python", path + " is a free-threaded build, which is not supported"};
  }
  return {};
}

}  // namespace stemma
