#include "python/api/utf8_mode.h"

#include <locale.h>

#include <cstdlib>
#include <string_view>

namespace stemma {
namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

// What setlocale(LC_CTYPE, "") goes by, in its order.
std::string_view locale_name() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    if (const auto value = variable(name); !value.empty()) return value;
  }
  return "C";
}

bool locale_exists() {
  const locale_t locale = newlocale(LC_CTYPE_MASK, "", nullptr);
  if (locale) freelocale(locale);
  return locale != nullptr;
}

}  // namespace

bool wants_utf8_mode() {
  if (const auto asked = variable("PYTHONUTF8"); !asked.empty()) return asked != "0";
  const auto name = locale_name();
  return name == "C" || name == "POSIX" || !locale_exists();
}

}  // namespace stemma
