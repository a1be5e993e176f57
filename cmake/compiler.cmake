# SPDX-License-Identifier: EUPL-1.2
# One language level, one set of warnings, for every room.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_FLAGS_DEBUG "-Og -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1 -DNDEBUG")

find_program(CCACHE ccache)
if(CCACHE)
  # The sloppiness is what ccache asks for when precompiled headers are used.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
endif()

add_library(balieblik_options INTERFACE)
target_compile_options(balieblik_options INTERFACE -Wall -Wextra -Wconversion -Wshadow
                       $<$<BOOL:${BALIEBLIK_WERROR}>:-Werror>)
if(BALIEBLIK_SANITIZE)
  add_compile_options(-fsanitize=${BALIEBLIK_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${BALIEBLIK_SANITIZE})
endif()
if(BALIEBLIK_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link -fno-sanitize-recover=all)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND BALIEBLIK_PCH)
  add_compile_options(-fpch-preprocess) # lets ccache see through the precompiled header
endif()
