# SPDX-License-Identifier: EUPL-1.2
# What the house stands on, and the versions below which it would not stand.
set(Boost_NO_WARN_NEW_VERSIONS ON)
find_package(Boost 1.83 REQUIRED COMPONENTS json url)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(LibXml2 REQUIRED)
find_package(ZLIB REQUIRED)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(SQLCIPHER REQUIRED IMPORTED_TARGET sqlcipher)

# pkg-config gives the version of the SQLite inside; SQLCipher 4.5 is the first release on 3.36. The library is asked
# itself (PRAGMA cipher_version) when a database opens, as the one found at run time may be another.
if(SQLCIPHER_VERSION VERSION_LESS 3.36)
  message(FATAL_ERROR "SQLCipher 4.5 or newer is needed, and this machine has one built on SQLite ${SQLCIPHER_VERSION}. "
    "On Debian 12, run ./demo or ./check once (they install it from bookworm-backports), or: "
    "apt-get install -t bookworm-backports libsqlcipher-dev")
endif()

find_package(OpenSSL 3 REQUIRED)
if(BALIEBLIK_SERVER)
  find_package(spdlog REQUIRED)
  find_package(CLI11 REQUIRED)
  find_package(Eigen3 3.4 REQUIRED)
  pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
  pkg_check_modules(COINOR REQUIRED IMPORTED_TARGET cbc clp)
  pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
endif()
if(BALIEBLIK_MOBILE)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Network Qml Quick QuickControls2 Multimedia Positioning Svg LinguistTools)
  find_package(Qt6Keychain REQUIRED)
  find_package(ZXing REQUIRED)
endif()
if(BALIEBLIK_TESTS)
  find_package(GTest REQUIRED)
  find_package(rapidcheck REQUIRED)
  include(GoogleTest)
endif()
