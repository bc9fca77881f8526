#include "python/api/utf8_mode.h"

#include <locale.h>

#include <cstddef>
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

struct Decoded {
  char32_t point;
  std::size_t length;
};

// The sequences that a byte begins: the least code point that needs so many bytes. There are none where length is 0.
struct Shape {
  char32_t least;
  std::size_t length;
};

Shape shape_of(unsigned char lead) {
  if (lead < 0x80) return {0, 1};
  if (lead >= 0xc2 && lead < 0xe0) return {0x80, 2};
  if (lead >= 0xe0 && lead < 0xf0) return {0x800, 3};
  if (lead >= 0xf0 && lead < 0xf5) return {0x10000, 4};
  return {0, 0};
}

Decoded decode_first(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const Decoded none{static_cast<char32_t>(0xdc00 + lead), 1};
  const auto [least, length] = shape_of(lead);
  if (length == 1) return {lead, 1};
  if (length == 0 || text.size() < length) return none;
  char32_t point = lead & (0x7f >> length);
  for (const unsigned char byte : text.substr(1, length - 1)) {
    if ((byte & 0xc0) != 0x80) return none;
    point = point << 6 | (byte & 0x3f);
  }
  const bool is_surrogate = point >= 0xd800 && point < 0xe000;
  return point < least || point > 0x10ffff || is_surrogate ? none : Decoded{point, length};
}

}  // namespace

std::wstring decode_utf8(std::string_view text) {
  std::wstring decoded;
  while (!text.empty()) {
    const auto [point, length] = decode_first(text);
    decoded += static_cast<wchar_t>(point);
    text.remove_prefix(length);
  }
  return decoded;
}

bool wants_utf8_mode() {
  if (const auto asked = variable("PYTHONUTF8"); !asked.empty()) return asked != "0";
  const auto name = locale_name();
  return name == "C" || name == "POSIX" || !locale_exists();
}

}  // namespace stemma
