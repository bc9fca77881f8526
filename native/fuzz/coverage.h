// Which edges of the code an input reached; fed by gcc's -fsanitize-coverage=trace-pc, silent without it.
// Thread:    the one that runs the target; code on other threads only adds noise.
// GIL, locks, frees, teardown: none.
#pragma once

namespace stemma::fuzz {

// Forgets what the input before reached.
void begin_coverage();
// True when the input since then reached an edge that none had reached before.
bool found_new_edges();

}  // namespace stemma::fuzz
