#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tools/qmllint.sh FILE...: Qt's own linter, with the modules that the build has just made.
set -euo pipefail
lint=$(command -v qmllint6 || command -v qmllint || echo /usr/lib/qt6/bin/qmllint)
"$lint" -I build/dev/mobile -I build/dev "$@"
