// Whether CPython should take all text as UTF-8, as the command `python` decides it (PEP 540). Embedded, CPython would
// not ask, and run in ASCII where there is no locale: in containers, under cron.
//
// Thread:    the first owner thread, before CPython is initialized.
// GIL:       not there yet.
// Locks:     those of the C library's environment and locales.
// Frees:     what it makes.
// Teardown:  nothing.
#pragma once

namespace stemma {

// PYTHONUTF8 decides; where it is not set, whether the environment names a locale that exists and is more than "C".
bool wants_utf8_mode();

}  // namespace stemma
