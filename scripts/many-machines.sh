#!/bin/sh
# Extracts the samples on several "machines", by GNU parallel and by PySpark's pipe(), loads the records and compares the
# archive with that of one build. What is not installed is skipped with a message.
#
# usage: scripts/many-machines.sh [HUIYAO]
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
huiyao=${1:-huiyao}
case $huiyao in */*) huiyao=$(cd "$(dirname "$huiyao")" && pwd)/$(basename "$huiyao") ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# Three folders of samples, as three machines would hold them.
for sample in "$here"/samples/*; do
    name=$(basename "$sample")
    case $name in README*) continue ;; esac
    folder=heap-$(($(printf '%s' "$name" | cksum | cut -d' ' -f1) % 3))
    mkdir -p "$folder" && cp "$sample" "$folder/"
done
"$huiyao" build -q heap-* -o once.db
"$huiyao" dump --canonical once.db > once.txt

same() {
    "$huiyao" load -q "$@" -o loaded.db
    "$huiyao" dump --canonical loaded.db > loaded.txt
    cmp once.txt loaded.txt
    rm loaded.db loaded.txt
}

if command -v parallel > /dev/null && parallel --version 2> /dev/null | grep -q GNU; then
    mkdir records
    printf '%s\n' heap-* | parallel -j3 "$huiyao extract --originals {} > records/{}.jsonl"
    same records/*.jsonl
    echo "GNU parallel: the same archive"
else
    echo "skipped: GNU parallel is not installed"
fi

if command -v java > /dev/null && python3 -c 'import pyspark' 2> /dev/null; then
    cat > spark.py << 'PYTHON'
import glob, sys
from pyspark import SparkContext
context = SparkContext("local[3]", "huiyao")
context.setLogLevel("ERROR")
folders = sorted(glob.glob("heap-*"))
lines = context.parallelize(folders, len(folders)).pipe(f"xargs -n1 {sys.argv[1]} extract --originals")
lines.saveAsTextFile("spark")
PYTHON
    python3 spark.py "$huiyao" 2> spark.log || { cat spark.log; exit 1; }
    same spark/part-*
    echo "PySpark pipe(): the same archive"
else
    echo "skipped: Java or pyspark is not installed"
fi
