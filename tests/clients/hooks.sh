#!/usr/bin/env bash
# The hooks, run by real pre-commit and prek in repositories made on the spot.
# Needs git, python3 and the Python package registry, from which it installs the two once into a folder of its own; says
# which is not there.
# Usage: tests/clients/hooks.sh [--build]; with --build the hook is also built from source by pre-commit (minutes).
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/tests/clients/common.sh"
tools=${OBSTAT_CLIENTS:-${XDG_CACHE_HOME:-$HOME/.cache}/obstat-clients}/hooks
there git git || finish
if [ ! -x "$tools/bin/pre-commit" ] || [ ! -x "$tools/bin/prek" ]; then
    there Python python3 || finish
    { python3 -m venv "$tools" && timeout 300 "$tools/bin/pip" --quiet install pre-commit==4.6.0 prek==0.5.11; } ||
        missing "pre-commit and prek from the Python package registry" || finish
fi
(cd "$root" && cargo build --locked --quiet)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PATH="$root/target/debug:$tools/bin:$PATH"
export PRE_COMMIT_HOME="$work/pre-commit" PREK_HOME="$work/prek"
export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@b.example GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@b.example

# expect STATUS WORDS NAME COMMAND…: the command ends so, and its output holds the words.
expect() {
    local status=$1 words=$2 name=$3 output got=0
    shift 3
    output=$("$@" 2>&1) || got=$?
    local ended=fails
    [ "$got" != 0 ] || ended=ok
    if [ "$status" = "$ended" ] && grep -qF -- "$words" <<< "$output"; then
        ok "$name"
    else
        bad "$name (exit $got)" <<<"$output"
    fi
}

# A content repository whose hooks come from this one's manifest.
house() {
    rm -rf "$work/house"
    mkdir -p "$work/house/policy" "$work/house/posts"
    cd "$work/house"
    git init -q -b main .
    cat > policy/house.obstat <<'RULES'
pack house "Rules" {
  languages en, de
}

rule smart "Smart" {
  forbid "smart"
  flags  "A [[smart]] pump."
  passes "A pump."
}

rule plain "Plain" {
  prefer "use" over "utilise"
  flags  "[[utilise]] it" becomes "use it"
  passes "use it"
}
RULES
    obstat format > /dev/null
    printf '[house]\ndrafts = ["posts/**"]\n' > obstat.toml
    echo 'A smart README, which is no draft.' > README.md
    echo 'A pump.' > posts/clean.md
    cat > .pre-commit-config.yaml <<CONFIG
repos:
  - repo: $root
    rev: $(git -C "$root" rev-parse HEAD)
    hooks:
      - id: obstat-system
      - id: obstat-test-system
      - id: obstat-format-system
CONFIG
    git add -A
    git commit -qm start
}

expect ok "" "the manifest is valid for pre-commit" pre-commit validate-manifest "$root/.pre-commit-hooks.yaml"
expect ok "" "the manifest is valid for prek" prek validate-manifest "$root/.pre-commit-hooks.yaml"

for tool in pre-commit prek; do
    house
    expect ok "Passed" "$tool: a clean house passes" "$tool" run --all-files
    echo 'A smart pump.' > posts/new.md && git add posts/new.md
    expect fails "house/smart" "$tool: a staged finding stops the commit" "$tool" run
    echo 'A quiet pump.' > posts/new.md && git add posts/new.md && echo 'A smart pump.' > posts/new.md
    expect ok "Passed" "$tool: what is not staged does not count" "$tool" run
    git add posts/new.md && echo 'A quiet pump.' > posts/new.md
    expect fails "house/smart" "$tool: what is staged counts, whatever the file says now" "$tool" run
    git checkout -q posts/new.md && git commit -qnm new
    git mv posts/new.md "posts/mit Leerzeichen und Ü.md" && git rm -q posts/clean.md && printf '\000\377' > posts/pump.png && git add -A
    expect fails "house/smart" "$tool: renamed, deleted and binary files" "$tool" run
    git commit -qnm renamed

    house
    for number in $(seq 2000); do echo "Pump number $number." > "posts/a-rather-long-name-for-a-post-number-$number.md"; done
    git add -A
    expect ok "Passed" "$tool: two thousand drafts at once" "$tool" run
    git commit -qnm many

    house
    git switch -qc left && echo 'A left pump.' > posts/clean.md && git commit -qam left
    git switch -q main && echo 'A right pump.' > posts/clean.md && git commit -qam right
    git merge -q left > /dev/null 2>&1 || true
    echo 'A smart pump on both sides.' > posts/clean.md && git add -A
    expect fails "house/smart" "$tool: a merge with a conflict resolved" "$tool" run

    house
    sed -i 's/obstat-system/obstat-fix-system/' .pre-commit-config.yaml
    printf '\357\273\277You can utilise it.\r\n' > posts/new.md && git add -A
    expect fails "files were modified" "$tool: a fix stops once" "$tool" run obstat-fix-system
    git add -A
    expect ok "Passed" "$tool: and passes then" "$tool" run obstat-fix-system
    expect ok "357 273 277   Y   o   u       c   a   n       u   s   e       i" "$tool: with the bytes around it kept" od -c posts/new.md
done

house
cat > .git/hooks/pre-commit <<'HOOK'
#!/bin/sh
exec obstat check --staged
HOOK
chmod +x .git/hooks/pre-commit
echo 'A smart pump.' > posts/new.md && git add -A && echo 'A pump.' > posts/new.md
expect fails "house/smart" "git alone: what is staged counts" git commit -m new
git add -A
expect ok "new" "git alone: and passes when it is clean" git commit -m new

# What the README tells to write, with this repository for its address and the installed program for a built one.
house
python3 - "$root/README.md" >.pre-commit-config.yaml <<'BLOCK'
import re, sys
print(re.search(r"^```yaml\n# \.pre-commit-config\.yaml\n(.*?)^```$", open(sys.argv[1], encoding="utf-8").read(), re.M | re.S)[1])
BLOCK
expect ok "" "README, pre-commit: the block is valid" pre-commit validate-config .pre-commit-config.yaml
sed -i "s|ADDRESS-OF-THIS-REPOSITORY|$root|; s|v0.1.0|$(git -C "$root" rev-parse HEAD)|; s|id: .*|&-system|" .pre-commit-config.yaml
git add -A
expect ok "Passed" "README, pre-commit: a clean house passes" pre-commit run --all-files
echo 'A smart pump.' > posts/new.md && git add -A
expect fails "house/smart" "README, pre-commit: a finding does not" pre-commit run --all-files

if [ "${1:-}" = --build ]; then
    house
    sed -i 's/-system$//' .pre-commit-config.yaml
    expect ok "Passed" "pre-commit: built from source" pre-commit run --all-files
fi

finish
