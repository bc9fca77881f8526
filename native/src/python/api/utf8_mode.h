// Whether CPython should take all text as UTF-8, as the command `python` decides it (PEP 540). Embedded, CPython would
// not ask, and run in ASCII where there is no locale: in containers, under cron.
//
// Thread:    the first owner thread, before CPython is initialized.
// GIL:       not there yet.
// Locks:     those of the C library's environment and locales.
// Frees:     what it makes.
// Teardown:  nothing.
#pragma once

#include <string>
#include <string_view>

namespace stemma {

// PYTHONUTF8 decides; where it is not set, whether the environment names a locale that exists and is more than "C".
bool wants_utf8_mode();

// UTF-8 as CPython decodes it in that mode: a byte that is none of it becomes a lone surrogate (PEP 383). Its own
// Py_DecodeLocale goes by the mode only up to 3.11, or once it is initialized.
std::wstring decode_utf8(std::string_view text);

}  // namespace stemma
