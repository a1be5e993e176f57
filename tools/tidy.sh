#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tools/tidy.sh BUILD JOBS FILE...: clang-tidy over the files that the build knows, a few at a time.
set -euo pipefail
build=$1 jobs=$2
shift 2
# clang cannot read GCC's precompiled headers: it is given the commands without them.
commands=$build/tidy
mkdir -p "$commands"
sed -E 's/ -Winvalid-pch| -fpch-preprocess| -include [^ ]*cmake_pch\.hxx//g' "$build/compile_commands.json" >"$commands/compile_commands.json"
known=$(for file in "$@"; do grep -qF "/$file\"" "$commands/compile_commands.json" && printf '%s\n' "$file"; done || true)
[ -n "$known" ] || exit 0
printf '%s\n' "$known" | xargs -P "$jobs" -n 1 clang-tidy-14 -p "$commands" --quiet 2>&1 \
    | { grep -vE '^[0-9]+ warnings? generated|^Suppressed|^Use -header-filter|^$' || true; } | tee "$commands/findings"
! grep -qE '(warning|error):' "$commands/findings"
