#include "python/api/python_startup.h"

#include <clocale>
#include <cstdlib>
#include <string>

#include "python/api/python_api.h"
#include "python/api/utf8_mode.h"

namespace stemma {
namespace {

StartFailure initialize_by_config(const std::string& program) {
  PyInitConfig* config = python.PyInitConfig_Create();
  // It is that of an isolated interpreter, which reads no PYTHON* variable, unless it is told otherwise.
  python.PyInitConfig_SetInt(config, "isolated", 0);
  python.PyInitConfig_SetInt(config, "safe_path", 0);
  python.PyInitConfig_SetInt(config, "user_site_directory", 1);
  python.PyInitConfig_SetInt(config, "install_signal_handlers", 0);
  python.PyInitConfig_SetInt(config, "parse_argv", 0);
  python.PyInitConfig_SetInt(config, "site_import", 1);
  python.PyInitConfig_SetInt(config, "configure_locale", 1);
  python.PyInitConfig_SetInt(config, "utf8_mode", wants_utf8_mode() ? 1 : 0);
  python.PyInitConfig_SetInt(config, "use_environment", std::getenv("PYTHONHOME") ? 0 : 1);
  python.PyInitConfig_SetStr(config, "program_name", program.c_str());
  StartFailure failure;
  if (python.Py_InitializeFromInitConfig(config) < 0) {
    const char* reason = nullptr;
    python.PyInitConfig_GetError(config, &reason);
    failure = {"start-failed", reason ? reason : "CPython did not say why"};
  }
  python.PyInitConfig_Free(config);
  return failure;
}

StartFailure initialize_by_program_name(const std::string& program) {
  // Both before the first text is decoded, which is the program's name.
  if (python.utf8_mode_flag) *python.utf8_mode_flag = wants_utf8_mode() ? 1 : 0;
  std::setlocale(LC_CTYPE, "");
  // CPython may keep the name as it is given, for as long as the process lives.
  const wchar_t* name = wants_utf8_mode() ? (new std::wstring(decode_utf8(program)))->c_str()
                                          : python.Py_DecodeLocale(program.c_str(), nullptr);
  if (!name || !python.Py_SetProgramName) return {"start-failed", "the program name can't be set: " + program};
  python.Py_SetProgramName(name);
  // PYTHONHOME names another installation than the environment's; CPython would end the process over it.
  if (python.ignore_environment_flag && std::getenv("PYTHONHOME")) *python.ignore_environment_flag = 1;
  // 0: SIGINT stays Node's.
  python.Py_InitializeEx(0);
  return {};
}

}  // namespace

StartFailure start_cpython(const PythonLocation& location) {
  if (auto failure = python.load(location.library)) return failure;
  if (python.Py_IsInitialized()) {
    return {"second-python", "somebody else has started CPython in this process already"};
  }
  return python.PyInitConfig_Create ? initialize_by_config(location.program)
                                    : initialize_by_program_name(location.program);
}

}  // namespace stemma
