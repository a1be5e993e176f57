# SPDX-License-Identifier: EUPL-1.2
# balieblik_embed_migrations(TARGET balieblik_device_store NAMESPACE balieblik::device_store FOLDER migrations)
# Makes a .cpp of a folder of numbered SQL files (0001_first.sql, 0002_more.sql, ...) and adds it to the target. It
# defines what the room declares in a header of its own:
#   std::span<const storage::Migration> NAMESPACE::migrations();
function(balieblik_embed_migrations)
  cmake_parse_arguments(EMBED "" "TARGET;NAMESPACE;FOLDER" "" ${ARGN})
  file(GLOB files CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${EMBED_FOLDER}/*.sql")
  list(SORT files COMPARE NATURAL)
  if(NOT files)
    message(FATAL_ERROR "${CMAKE_CURRENT_SOURCE_DIR}/${EMBED_FOLDER} holds no .sql file")
  endif()
  set(rows "")
  foreach(file IN LISTS files)
    get_filename_component(name "${file}" NAME_WE)
    if(NOT name MATCHES "^0*([1-9][0-9]*)_([a-z0-9_]+)$")
      message(FATAL_ERROR "${file}: a migration is called NNNN_what_it_does.sql")
    endif()
    set(number "${CMAKE_MATCH_1}")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    file(READ "${file}" sql)
    # Line ends as in the repository, whatever a checkout made of them; then one literal a line, as some compilers
    # bound the length of a single one.
    string(REPLACE "\r" "" sql "${sql}")
    string(REPLACE "\\" "\\\\" sql "${sql}")
    string(REPLACE "\"" "\\\"" sql "${sql}")
    string(REPLACE "\n" "\\n\"\n     \"" sql "${sql}")
    string(APPEND rows "    {${number}, \"${name}\",\n     \"${sql}\"},\n")
  endforeach()
  string(REPLACE "::" "_" flat "${EMBED_NAMESPACE}")
  set(made "${CMAKE_CURRENT_BINARY_DIR}/${flat}_migrations.cpp")
  file(CONFIGURE OUTPUT "${made}" @ONLY CONTENT [[
// Made from the SQL files of @EMBED_FOLDER@ by cmake/embed.cmake.
#include "storage/migrate.hpp"

namespace @EMBED_NAMESPACE@ {

std::span<const balieblik::storage::Migration> migrations();

std::span<const balieblik::storage::Migration> migrations()
{
    static constexpr balieblik::storage::Migration table[] = {
@rows@    };
    return table;
}

} // namespace @EMBED_NAMESPACE@
]])
  target_sources(${EMBED_TARGET} PRIVATE "${made}")
endfunction()
