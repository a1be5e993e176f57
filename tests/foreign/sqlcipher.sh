#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/foreign/sqlcipher.sh BUILD
# Debian's own sqlcipher shell opens the server's database with its raw key, finds every page authentic and the structure
# whole, and reads what was written; with another key, or none, it reads nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-build/dev}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
server=("$build/sync-server/balieblik-server" --data "$folder/data" --forms forms --console "$folder")
"${server[@]}" init --organisation 'Onderzoeksbureau Salland' >/dev/null
"${server[@]}" demo-data --fieldwork >/dev/null

database=$(find "$folder/data" -name '*.db' | head -n 1)
key_file=$(find "$folder/data" -type f -size 32c | head -n 1)
[ -n "$database" ] && [ -n "$key_file" ] || { echo "no database or no key of 32 bytes in the data folder" >&2; exit 1; }
# What the shell answers to a wrong key is looked at below, as is an answer without a line: neither may end this script.
ask() { # KEY SQL...
    local key=$1
    shift
    printf "PRAGMA key = \"x'%s'\";\n%s\n" "$key" "$*" | sqlcipher -batch "$database" 2>&1 | grep -v '^ok$' || true
}
key=$(od -An -v -tx1 "$key_file" | tr -d ' \n')
# The shell reads the key from its input and leaves no history in batch mode.
damage=$(ask "$key" 'PRAGMA wal_checkpoint(TRUNCATE); PRAGMA cipher_integrity_check;' | grep -v '^0|' || true)
[ -z "$damage" ] || { echo "pages that are not authentic: $damage" >&2; exit 1; }
structure=$(printf "PRAGMA key = \"x'%s'\";\nPRAGMA integrity_check;\n" "$key" | sqlcipher -batch "$database" | tail -n 1)
[ "$structure" = ok ] || { echo "structure: $structure" >&2; exit 1; }
name=$(ask "$key" 'SELECT name FROM tenant;')
[ "$name" = 'Onderzoeksbureau Salland' ] || { echo "read: $name" >&2; exit 1; }
rows=$(ask "$key" 'SELECT count(*) FROM location;')
[ "$rows" -gt 0 ] || { echo "no places: $rows" >&2; exit 1; }
for other in "$(printf 'ab%.0s' {1..32})" ''; do
    answer=$(ask "$other" 'SELECT count(*) FROM tenant;')
    case "$answer" in *'not a database'* | *'SQL error'* | *rror*) ;; *) echo "read with a wrong key: $answer" >&2; exit 1 ;; esac
done
echo "sqlcipher $(sqlcipher --version | awk '{print $1}'): every page authentic, structure ok, $rows places of $name read; nothing without the key"
