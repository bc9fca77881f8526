// The element types that JavaScript's typed arrays and Python's buffers have in common; numbers known to TypeScript.
// Plain functions of their arguments: no thread, lock or lifetime.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace stemma {

enum class ElementKind : std::uint8_t {
  int8 = 0,
  uint8 = 1,
  int16 = 2,
  uint16 = 3,
  int32 = 4,
  uint32 = 5,
  float32 = 6,
  float64 = 7,
  int64 = 8,
  uint64 = 9,
  float16 = 10,  // towards Python only
};

// The format character of Python's struct module, in the order of the kinds.
inline constexpr char element_formats[] = "bBhHiIfdqQe";
inline constexpr std::size_t element_sizes[] = {1, 1, 2, 2, 4, 4, 4, 8, 8, 8, 2};
inline constexpr std::size_t element_kind_count = sizeof element_sizes / sizeof *element_sizes;

// The kind for a buffer's format ("f", "<d", "l") and item size; none for structures, text, dates, truth values,
// half floats, foreign byte order: Python adapts these.
inline std::optional<ElementKind> element_kind_of(const char* format, std::size_t item_size) {
  if (!format) return ElementKind::uint8;
  if (*format == '@' || *format == '=' || *format == '<') ++format;
  if (format[0] == '\0' || format[1] != '\0') return std::nullopt;
  const bool is_signed =
      *format == 'l' || *format == 'q' || *format == 'n' || *format == 'i' || *format == 'h' || *format == 'b';
  const bool is_unsigned = *format == 'L' || *format == 'Q' || *format == 'N' || *format == 'I' || *format == 'H' ||
                           *format == 'B' || *format == 'c';
  if (*format == 'f' && item_size == 4) return ElementKind::float32;
  if (*format == 'd' && item_size == 8) return ElementKind::float64;
  if (!is_signed && !is_unsigned) return std::nullopt;
  switch (item_size) {
    case 1:
      return is_signed ? ElementKind::int8 : ElementKind::uint8;
    case 2:
      return is_signed ? ElementKind::int16 : ElementKind::uint16;
    case 4:
      return is_signed ? ElementKind::int32 : ElementKind::uint32;
    case 8:
      return is_signed ? ElementKind::int64 : ElementKind::uint64;
    default:
      return std::nullopt;
  }
}

}  // namespace stemma
