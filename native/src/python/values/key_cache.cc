#include "python/values/key_cache.h"

#include <array>
#include <cstring>

namespace stemma {
namespace {

constexpr std::size_t slot_count = 1024;
constexpr std::size_t longest_key = 32;

struct Slot {
  std::array<char, longest_key> chars;
  std::size_t length = 0;
  PyObject* text = nullptr;

  bool holds(std::string_view key) const {
    return text && length == key.size() && std::memcmp(chars.data(), key.data(), length) == 0;
  }
};

// FNV-1a.
std::size_t slot_of(std::string_view key) {
  std::uint32_t hash = 2166136261u;
  for (const char character : key) hash = (hash ^ static_cast<unsigned char>(character)) * 16777619u;
  return hash % slot_count;
}

Owned new_text(std::string_view key) {
  return Owned(python.PyUnicode_FromStringAndSize(key.data(), static_cast<Py_ssize_t>(key.size())));
}

}  // namespace

Owned interned_key(std::string_view key) {
  if (key.size() > longest_key) return new_text(key);
  static auto& slots = *new std::array<Slot, slot_count>{};
  Slot& slot = slots[slot_of(key)];
  if (slot.holds(key)) return Owned::share(slot.text);
  PyObject* text = new_text(key).release();
  if (!text) return Owned();
  python.PyUnicode_InternInPlace(&text);
  PyObject* evicted = slot.text;
  std::memcpy(slot.chars.data(), key.data(), key.size());
  slot.length = key.size();
  slot.text = text;
  if (evicted) python.Py_DecRef(evicted);
  return Owned::share(text);
}

}  // namespace stemma
