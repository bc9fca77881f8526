#include "core/element_kind.h"

#include <gtest/gtest.h>

namespace stemma {
namespace {

TEST(ElementKind, KnowsTheFormatsItWritesItself) {
  for (std::size_t kind = 0; kind < static_cast<std::size_t>(ElementKind::float16); ++kind) {
    const char format[] = {element_formats[kind], 0};
    EXPECT_EQ(element_kind_of(format, element_sizes[kind]), static_cast<ElementKind>(kind)) << format;
  }
}

TEST(ElementKind, TakesPlatformDependentIntegersByTheirSize) {
  EXPECT_EQ(element_kind_of("l", 8), ElementKind::int64);
  EXPECT_EQ(element_kind_of("l", 4), ElementKind::int32);
  EXPECT_EQ(element_kind_of("<L", 8), ElementKind::uint64);
  EXPECT_EQ(element_kind_of(nullptr, 1), ElementKind::uint8);
}

TEST(ElementKind, RefusesWhatTypedArraysCannotHold) {
  for (const char* format : {"?", "e", "g", "Zd", "T{d:x:}", "O", "U", ">d", "", "5w"}) {
    for (const std::size_t size : {1, 2, 8}) EXPECT_EQ(element_kind_of(format, size), std::nullopt) << format;
  }
}

}  // namespace
}  // namespace stemma
