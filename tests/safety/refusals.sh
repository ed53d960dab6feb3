#!/usr/bin/env bash
# Full disk, read-only target, target held by another program: a sentence that says what to do, and the archive as it was.
# Mounts a small tmpfs, so it wants root.
#
#   tests/safety/refusals.sh [BINARY]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
huiyao=$(realpath "${1:-target/release/huiyao}")
work=$(mktemp -d)
trap 'umount "$work/small" 2>/dev/null || true; rm -rf "$work"' EXIT

canonical() { "$huiyao" dump --canonical "$1" 2>/dev/null | sha256sum; }

# refused WHAT PATTERN COMMAND…: the command must fail with code 2 and words that match.
refused() {
    local what=$1 pattern=$2 code=0
    shift 2
    "$@" >"$work/said" 2>&1 || code=$?
    if [ "$code" -ne 2 ] || ! grep -qE "$pattern" "$work/said"; then
        echo "FAILED: $what (exit $code):"
        cat "$work/said"
        exit 1
    fi
    echo "$what: $(head -n 2 "$work/said" | tr '\n' ' ')"
}

as_before() { [ "$(canonical "$1")" = "$before" ] && "$huiyao" check "$1" >/dev/null 2>&1 || { echo "FAILED: $1 is not as before"; exit 1; }; }

cp -r samples "$work/heap"
head -n 3 samples/anji-2017-symposium-newspaper.txt >"$work/one.txt"
"$huiyao" build --quiet "$work/one.txt" -o "$work/base.db"
before=$(canonical "$work/base.db")

mkdir "$work/small"
mount -t tmpfs -o size=300k tmpfs "$work/small"
refused "full disk, fresh" "disk|full" "$huiyao" build --quiet "$work/heap" -o "$work/small/a.db"
[ -z "$(ls -A "$work/small")" ] || { echo "FAILED: left behind: $(ls -A "$work/small")"; exit 1; }
mount -o remount,size=$(($(stat -c %s "$work/base.db") / 1024 + 40))k "$work/small"
cp "$work/base.db" "$work/small/a.db"
refused "full disk, update" "disk|full" "$huiyao" build --quiet "$work/heap" -o "$work/small/a.db"
as_before "$work/small/a.db"

mount -o remount,ro "$work/small"
refused "read-only file system" "read-?only|readonly|permi" "$huiyao" build --quiet "$work/heap" -o "$work/small/a.db"
refused "read-only file system, fresh" "read-?only|permi|unable to open" "$huiyao" build --quiet "$work/heap" -o "$work/small/b.db"
as_before "$work/small/a.db"

for lock in EXCLUSIVE IMMEDIATE; do
    mkfifo "$work/orders"
    sqlite3 "$work/base.db" <"$work/orders" &
    exec 9>"$work/orders"
    echo "BEGIN $lock;" >&9
    sleep 1
    refused "held by another writer ($lock)" "another program|locked" "$huiyao" build --quiet "$work/heap" -o "$work/base.db"
    exec 9>&-
    wait
    rm "$work/orders"
    as_before "$work/base.db"
done

echo "no database" >"$work/foreign.db"
refused "not a database" "SQLite|archive" "$huiyao" build --quiet "$work/heap" -o "$work/foreign.db"
rm "$work/foreign.db"
sqlite3 "$work/foreign.db" "CREATE TABLE t (x)"
refused "foreign database" "no huiyao archive" "$huiyao" query "$work/foreign.db" coverage
cp "$work/base.db" "$work/newer.db"
sqlite3 "$work/newer.db" "PRAGMA user_version = 99"
refused "newer archive" "newer" "$huiyao" query "$work/newer.db" coverage
head -c 20000 "$work/base.db" >"$work/damaged.db"
refused "damaged archive" "damaged|malformed" "$huiyao" build --quiet "$work/heap" -o "$work/damaged.db"
for sql in "DELETE FROM documents" "ATTACH '$work/x.db' AS x" "CREATE TABLE x (y)" "PRAGMA user_version = 3" "VACUUM INTO '$work/x.db'"; do
    refused "sql refuses: ${sql%% *}" "only reads|for reading" "$huiyao" sql "$work/base.db" "$sql"
done
refused "sql stops" "Stopped after" "$huiyao" sql "$work/base.db" --timeout 1 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
as_before "$work/base.db"
echo "all refused, nothing lost"
