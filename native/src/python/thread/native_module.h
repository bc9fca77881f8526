// The module `_stemma_native`: what the Python half asks of the C++ half.
//
// Thread:    any that holds the GIL.
// GIL:       held.
// Locks:     the interpreter's listener mutex, a leaf.
// Frees:     nothing; lives as long as the interpreter.
// Teardown:  untouched by environments.
#pragma once

namespace stemma {

// False with a Python exception set when it could not be created.
bool add_native_module();

}  // namespace stemma
