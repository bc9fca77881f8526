# zig's linker makes no bundles, which is what CMake calls a module on macOS; Node loads a dynamic library as well.
set(CMAKE_SHARED_MODULE_CREATE_CXX_FLAGS "-dynamiclib")
