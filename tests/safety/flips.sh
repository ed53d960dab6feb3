#!/usr/bin/env bash
# Flips one random bit in a copy of an archive, again and again, and counts how often `check --full` notices.
#
#   tests/safety/flips.sh [BINARY] [ARCHIVE] [ROUNDS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
huiyao=$(realpath "${1:-target/release/huiyao}")
archive=${2:-sample.db}
rounds=${3:-100}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$huiyao" check --full "$archive" >/dev/null 2>&1 || { echo "$archive is not whole to begin with"; exit 1; }
python3 - "$huiyao" "$archive" "$rounds" "$work/copy.db" <<'PYTHON'
import random, shutil, sqlite3, subprocess, sys
huiyao, archive, rounds, copy = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
page_size = sqlite3.connect(archive).execute("pragma page_size").fetchone()[0]
data = open(archive, "rb").read()

def used(page):
    """Offsets of a b-tree page that hold something: header, cell pointers, cells. SQLite never reads the rest."""
    start = page * page_size
    head = start + (100 if page == 0 else 0)
    kind = data[head]
    if kind not in (2, 5, 10, 13):
        return list(range(start, start + page_size))  # overflow pages
    cells = int.from_bytes(data[head + 3:head + 5], "big")
    content = int.from_bytes(data[head + 5:head + 7], "big") or 65536
    pointers = head + (12 if kind in (2, 5) else 8) + 2 * cells
    free, at = set(), int.from_bytes(data[head + 1:head + 3], "big")
    while at:
        free.update(range(start + at + 4, start + at + int.from_bytes(data[start + at + 2:start + at + 4], "big")))
        at = int.from_bytes(data[start + at:start + at + 2], "big")
    return list(range(start, pointers)) + [o for o in range(start + content, start + page_size) if o not in free]

def tables():
    """Table or index by page, where this SQLite can tell."""
    try:
        return dict(sqlite3.connect(archive).execute("select pageno, name from dbstat"))
    except sqlite3.Error:
        return {}

random.seed(1)
offsets = [o for page in range(len(data) // page_size) for o in used(page)]
noticed, missed = 0, []
for _ in range(rounds):
    at = random.choice(offsets)
    flipped = bytearray(data)
    flipped[at] ^= 1 << random.randrange(8)
    open(copy, "wb").write(flipped)
    code = subprocess.run([huiyao, "check", "--full", copy], capture_output=True).returncode
    if code:
        noticed += 1
    else:
        page = at // page_size + 1
        missed.append(f"page {page} ({tables().get(page, 'of what is not known')}) offset {at % page_size}")
print(f"{noticed} of {rounds} flips noticed ({len(offsets)} of {len(data)} bytes are in use)")
for place in missed:
    print("  missed:", place)
sys.exit(noticed * 100 < rounds * 99)
PYTHON
