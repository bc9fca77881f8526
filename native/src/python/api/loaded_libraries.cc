#include "python/api/loaded_libraries.h"

#ifdef __APPLE__
#include <mach-o/dyld.h>

#include <cstdint>
#else
#include <link.h>
#endif

namespace stemma {

#ifdef __APPLE__
std::vector<std::string> loaded_libraries() {
  std::vector<std::string> paths;
  // Images that are unloaded meanwhile have no name.
  for (std::uint32_t index = 0; index < _dyld_image_count(); index += 1) {
    if (const char* name = _dyld_get_image_name(index)) paths.emplace_back(name);
  }
  return paths;
}
#else
std::vector<std::string> loaded_libraries() {
  std::vector<std::string> paths;
  dl_iterate_phdr(
      [](dl_phdr_info* info, size_t, void* data) {
        static_cast<std::vector<std::string>*>(data)->emplace_back(info->dlpi_name);
        return 0;
      },
      &paths);
  return paths;
}
#endif

}  // namespace stemma
