// Short dict keys as interned Python strings: rows of the same shape share their keys.
//
// Thread:    any that holds the GIL, which also guards the table.
// GIL:       held.
// Locks:     none.
// Frees:     each slot owns one reference until another key takes the slot; the table is leaked.
// Teardown:  untouched by environments.
#pragma once

#include <string_view>

#include "python/api/py_owned.h"

namespace stemma {

// A new reference to the interned key; empty with an exception set on failure.
Owned interned_key(std::string_view key);

}  // namespace stemma
