#!/usr/bin/env bash
# Kills builds with SIGKILL at random moments, and checks that nothing is lost by it:
#   a fresh build leaves nothing or the whole archive; an update leaves the old archive or the new one;
#   `check` passes, at most one unfinished file lies about and it goes away, running again finishes.
#
#   tests/safety/kill.sh [BINARY] [ROUNDS] [SIGNAL] [COPIES]
#
# COPIES: how often every sample goes into the heap; half of that is there before the update.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
huiyao=$(realpath "${1:-target/release/huiyao}")
rounds=${2:-200}
signal=${3:-KILL}
copies=${4:-20}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() { echo "FAILED in round $round: $*"; ls -la "$work/out"; exit 1; }
documents() { "$huiyao" sql "$1" 'select count(*) from documents' -f csv | tail -n 1; }
build() { "$huiyao" build --quiet "$work/heap" -o "$1"; }

# Every sample many times over, each time with a line of its own.
grow() {
    for n in $(seq "$1" "$2"); do
        mkdir -p "$work/heap/$n"
        for file in samples/*.txt samples/*.html; do
            cp "$file" "$work/heap/$n/"
            printf '\n第%s份。\n' "$n" >>"$work/heap/$n/$(basename "$file")"
        done
    done
}

mkdir "$work/out"
grow 1 $((copies / 2))
build "$work/base.db"
old=$(documents "$work/base.db")
grow $((copies / 2 + 1)) "$copies"
began=$(date +%s%N)
build "$work/full.db"
took=$(($(date +%s%N) - began))
new=$(documents "$work/full.db")
canonical=$("$huiyao" dump --canonical "$work/full.db" 2>/dev/null | sha256sum)
target=$work/out/archive.db
fresh_none=0 fresh_whole=0 update_old=0 update_new=0

for round in $(seq 1 "$rounds"); do
    rm -f "$target"
    [ $((round % 2)) -eq 0 ] && cp "$work/base.db" "$target"
    # Not by way of the function: the signal is for the program, not for a shell around it.
    "$huiyao" build --quiet "$work/heap" -o "$target" 2>/dev/null &
    pid=$!
    sleep "$(awk -v seed="$round$RANDOM" -v t="$took" 'BEGIN { srand(seed); printf "%.4f", rand() * 1.1 * t / 1e9 }')"
    kill "-$signal" "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    if [ -e "$target" ]; then
        "$huiyao" check "$target" >"$work/check" 2>&1 || { cat "$work/check"; fail "check"; }
        has=$(documents "$target")
        if [ $((round % 2)) -eq 1 ]; then
            [ "$has" = "$new" ] || fail "a fresh archive of $has documents instead of $new"
            fresh_whole=$((fresh_whole + 1))
        elif [ "$has" = "$old" ]; then
            update_old=$((update_old + 1))
        elif [ "$has" = "$new" ]; then
            update_new=$((update_new + 1))
        else
            fail "$has documents, neither $old nor $new"
        fi
    else
        [ $((round % 2)) -eq 1 ] || fail "the old archive is gone"
        fresh_none=$((fresh_none + 1))
    fi
    left=$(find "$work/out" -type f ! -name archive.db | wc -l)
    [ "$left" -le 2 ] || fail "$left leftovers"
    # Now and then without running again, so that leftovers could pile up.
    if [ $((round % 5)) -ne 0 ]; then
        build "$target" || fail "running again"
        [ "$(documents "$target")" = "$new" ] || fail "running again gave $(documents "$target") documents"
        [ "$(find "$work/out" -type f | wc -l)" -eq 1 ] || fail "leftovers after running again"
    fi
done
build "$target"
"$huiyao" check "$target" >/dev/null 2>&1 || fail "the last check"
[ "$("$huiyao" dump --canonical "$target" 2>/dev/null | sha256sum)" = "$canonical" ] || fail "the content is not that of an undisturbed build"
echo "$rounds builds killed ($signal): fresh $fresh_none none, $fresh_whole whole; updates $update_old old, $update_new new; nothing lost"
