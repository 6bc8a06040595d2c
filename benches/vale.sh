#!/bin/sh
# The same phrases with Obstat, Vale and ripgrep over the same Markdown files: processor time and findings of each.
#
#   benches/vale.sh [FILES] [PHRASES…]      default: 1000 files of 10 kB, 1000 and 10000 phrases
#
# Vale 3.22.0 is built once with Go's own client, ripgrep with cargo; both are kept below target/. Without Go it says
# so and compares with ripgrep alone. Processor time (user + system) of the best of three runs (one for Vale,
# where a run takes long): the clock says little on a machine that others use too.
set -eu
cd "$(dirname "$0")/.."
files=${1:-1000}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- 1000 10000
tools=$PWD/target/bench-tools
work=$PWD/target/bench-vale
mkdir -p "$tools" "$work"

# OBSTAT=FILE takes a program that is built already.
obstat=${OBSTAT:-}
if [ -z "$obstat" ]; then
  cargo build --release --quiet
  obstat=$PWD/target/release/obstat
fi

vale=
if [ -x "$tools/vale" ]; then
  vale=$tools/vale
elif command -v go >/dev/null; then
  echo "building Vale 3.22.0 …"
  GOBIN=$tools go install github.com/vale-cli/vale/v3/cmd/vale@v3.22.0 && vale=$tools/vale
else
  echo "Go is not installed, so there is no Vale to compare with: https://go.dev/dl/"
fi
if command -v rg >/dev/null; then
  rg=$(command -v rg)
else
  [ -x "$tools/bin/rg" ] || cargo install --quiet --root "$tools" ripgrep
  rg=$tools/bin/rg
fi

# Runs a command as often as $1 says; least processor time in seconds, its output in the file "out".
least() {
  runs=$1
  shift
  for _ in $(seq "$runs"); do
    # Findings are no failure here: what a program found is counted below.
    bash -c 'TIMEFORMAT="%U %S"; out=$1; shift; time "$@" >"$out" 2>&1 || true' - "$work/out" "$@" 2>&1 | tail -1
  done | awk '{ sum = $1 + $2; if (NR == 1 || sum < best) best = sum } END { printf "%.2f\n", best }'
}

for phrases in "$@"; do
  made=$work/$files-$phrases
  [ -d "$made" ] || cargo bench --quiet --bench whole -- write "$made" "$files" "$phrases"
  echo "$phrases phrases, $files files, $(du -sk "$made/drafts" | cut -f1) kB"
  cd "$made"
  export OBSTAT_CACHE_DIR="$work/cache"
  "$obstat" check drafts --output short >/dev/null || true
  ours=$(least 3 "$obstat" check drafts --output short)
  echo "  obstat       $ours s, $(grep -c 'error\[' "$work/out") findings (any inflected form)"
  # With ten thousand phrases ripgrep takes many minutes: two are enough to tell.
  time=$(least 1 timeout 120 "$rg" -i -F -o --no-heading -f phrases drafts)
  echo "  rg -i -F     $time s, $(wc -l <"$work/out") findings (as written)"
  time=$(least 3 cat drafts/*.md)
  echo "  cat          $time s"
  if [ -n "$vale" ]; then
    time=$(least 1 "$vale" --output=line --no-exit drafts)
    echo "  Vale 3.22.0  $time s, $(grep -c ':' "$work/out") findings (as written)"
    awk -v vale="$time" -v ours="$ours" 'BEGIN { printf "  Vale takes %.0f times the processor time\n", vale / ours }'
  fi
  cd - >/dev/null
done
