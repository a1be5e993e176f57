# SPDX-License-Identifier: EUPL-1.2
# balieblik_room(NAME sync DIR shared SOURCES ... PUBLIC ... PRIVATE ...)
# One room, one static library with an alias. Rooms include each other as "room/header.hpp"; which room may know which
# is checked by tests/architecture.
function(balieblik_room)
  cmake_parse_arguments(ROOM "" "NAME;DIR" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(balieblik_${ROOM_NAME} STATIC ${ROOM_SOURCES})
  add_library(balieblik::${ROOM_NAME} ALIAS balieblik_${ROOM_NAME})
  target_include_directories(balieblik_${ROOM_NAME} PUBLIC "${CMAKE_SOURCE_DIR}/${ROOM_DIR}")
  target_link_libraries(balieblik_${ROOM_NAME} PUBLIC ${ROOM_PUBLIC} PRIVATE ${ROOM_PRIVATE} balieblik_options)
endfunction()

# Every room of shared/ and the server speaks Boost.JSON and the standard library: compiled once, in base.
function(balieblik_precompile target)
  if(BALIEBLIK_PCH)
    target_precompile_headers(${target} REUSE_FROM balieblik_base)
  endif()
endfunction()

# balieblik_test(NAME base_tests SOURCES ... LINK ... [LABELS ...]): one GoogleTest program, each case a ctest case.
function(balieblik_test)
  cmake_parse_arguments(TEST "" "NAME" "SOURCES;LINK;LABELS" ${ARGN})
  add_executable(${TEST_NAME} ${TEST_SOURCES})
  target_include_directories(${TEST_NAME} PRIVATE "${CMAKE_SOURCE_DIR}/tests")
  target_link_libraries(${TEST_NAME} PRIVATE ${TEST_LINK} balieblik_source_dir GTest::gtest GTest::gmock GTest::gtest_main balieblik_options)
  gtest_discover_tests(${TEST_NAME} DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 300 LABELS "${TEST_LABELS}")
endfunction()
