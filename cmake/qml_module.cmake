# SPDX-License-Identifier: EUPL-1.2
# balieblik_qml_module(NAME theme URI Balieblik.Theme QML ... [SOURCES ...] [PUBLIC ...] [DEPENDENCIES QtQuick]): one QML
# module as a static library balieblik_<name>; executables link balieblik_<name>plugin. The prefix is where Qt 6.4 looks
# for modules. DEPENDENCIES: modules whose types its own C++ types are made of.
function(balieblik_qml_module)
  cmake_parse_arguments(MODULE "" "NAME;URI" "QML;SOURCES;PUBLIC;DEPENDENCIES" ${ARGN})
  set(CMAKE_AUTOMOC ON)
  string(REPLACE "." "/" folder "${MODULE_URI}")
  # Compiling the QML ahead of time makes it start faster and build slower: for what is shipped only.
  set(cache)
  if(CMAKE_BUILD_TYPE STREQUAL "Debug")
    set(cache NO_CACHEGEN)
  endif()
  qt_add_qml_module(balieblik_${MODULE_NAME} STATIC
    URI ${MODULE_URI}
    VERSION 1.0
    ${cache}
    RESOURCE_PREFIX /qt-project.org/imports
    OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/mobile/${folder}"
    DEPENDENCIES ${MODULE_DEPENDENCIES}
    QML_FILES ${MODULE_QML}
    SOURCES ${MODULE_SOURCES})
  add_library(balieblik::${MODULE_NAME} ALIAS balieblik_${MODULE_NAME})
  target_include_directories(balieblik_${MODULE_NAME} PUBLIC "${CMAKE_SOURCE_DIR}/mobile")
  target_link_libraries(balieblik_${MODULE_NAME} PUBLIC Qt6::Quick Qt6::Qml ${MODULE_PUBLIC})
endfunction()
