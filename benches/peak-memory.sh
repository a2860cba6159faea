#!/bin/sh
# Peak memory of a whole run over three years of returns from every commune, beside that of merely parsing its tables.
# Usage: benches/peak-memory.sh [COMMUNES MONTHS]; it needs /usr/bin/time (GNU).
set -eu
cd "$(dirname "$0")/.."
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cargo build --release --locked --quiet
cargo bench --locked --quiet --bench scale -- write "$place/country" "${1:-10598}" "${2:-36}"
peak() { # the largest resident set, in KiB
    /usr/bin/time -f %M -o "$place/peak" "$@" > /dev/null
    cat "$place/peak"
}
bench=$(cargo bench --locked --no-run --bench scale 2>&1 | sed -n 's/.*Executable.*(\(.*\)).*/\1/p')
floor=$(peak "$bench" floor "$place/country")
run=$(peak target/release/dondoc --project "$place/country" check --level commune --as-of 2026-06-30 --format csv)
awk -v run="$run" -v floor="$floor" 'BEGIN {
    printf "%.2f times the csv crate: %.0f MiB against %.0f MiB\n", run / floor, run / 1024, floor / 1024 }'
