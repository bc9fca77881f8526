# Turns Python sources into a C++ table of (module name, source, length), in the order given.
#
#   embed_python(<output.cc> <module name> <file> [<module name> <file> ...])
#
# The sources stay real files: typed, linted and tested as Python.
function(embed_python output)
  set(generated "${CMAKE_CURRENT_BINARY_DIR}/${output}")
  set(arrays "")
  set(table "")
  set(index 0)
  set(pairs ${ARGN})
  while(pairs)
    list(POP_FRONT pairs name file)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    file(READ "${file}" bytes HEX)
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    string(APPEND arrays "static const unsigned char source_${index}[] = {${bytes}0x00};\n")
    string(APPEND table "    {\"${name}\", source_${index}},\n")
    math(EXPR index "${index} + 1")
  endwhile()
  file(CONFIGURE OUTPUT "${generated}" @ONLY CONTENT
"// Generated from python/_stemma by cmake/embed_python.cmake.
#include \"python/thread/bootstrap.h\"

namespace stemma {
@arrays@
const EmbeddedModule embedded_modules[] = {
@table@};
const std::size_t embedded_module_count = @index@;
}  // namespace stemma
")
endfunction()
