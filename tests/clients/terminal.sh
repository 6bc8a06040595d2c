#!/usr/bin/env bash
# A real terminal and real shells: what `--watch`, progress, links and colour do on a pty and not in a pipe
# (`terminal.py`), and what shells say of the completions. Says which shell is not there.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/tests/clients/common.sh"
(cd "$root" && cargo build --locked --quiet)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PATH="$root/target/debug:$PATH"
cd "$work"

if there "Python (terminal)" python3; then
    python3 "$root/tests/clients/terminal.py" "$root/target/debug/obstat" >told.txt || true
    cat told.txt
    passed=$((passed + $(grep -c '^ok' told.txt || true)))
    failed=$((failed + $(grep -c '^FAIL' told.txt || true)))
    tail -n 1 told.txt | grep -q 'progress: not in a pipe' || bad "terminal: the script ended early" </dev/null
fi

# Nushell comes from npm, where it is not installed.
nushell() {
    local tools=${OBSTAT_CLIENTS:-${XDG_CACHE_HOME:-$HOME/.cache}/obstat-clients}/nushell
    command -v nu >/dev/null || ! command -v npm >/dev/null || [ -x "$tools/node_modules/.bin/nu" ] || {
        mkdir -p "$tools"
        (cd "$tools" && echo '{ "private": true }' >package.json &&
            timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts --save-exact nushell@0.115.1) || true
    }
    PATH=$PATH:$tools/node_modules/.bin
}

# reads NAME COMMAND…: the shell reads the completions without a complaint.
reads() {
    local name=$1 told
    shift
    if told=$("$@" 2>&1) && [ -z "$told" ]; then ok "$name"; else bad "$name" <<<"$told"; fi
}
for shell in bash zsh fish powershell nushell; do obstat completions "$shell" >"obstat.$shell"; done
if there bash bash; then
    reads "completions: bash reads them" bash -n obstat.bash
    completed=$(bash -c '. ./obstat.bash; COMP_WORDS=(obstat check --fai); COMP_CWORD=2; _obstat obstat --fai check; echo "${COMPREPLY[*]}"')
    same "completions: bash completes a flag" "--fail-on" "$completed"
fi
if there zsh zsh; then reads "completions: zsh reads them" zsh -n obstat.zsh; fi
if there fish fish; then
    reads "completions: fish reads them" fish --no-execute obstat.fish
    completed=$(HOME=$work fish --no-config -c 'source obstat.fish; complete -C "obstat check --fai"' | cut -f1)
    same "completions: fish completes a flag" "--fail-on" "$completed"
fi
if there PowerShell pwsh; then reads "completions: PowerShell reads them" pwsh -NoProfile -File obstat.powershell; fi
nushell
if there Nushell nu; then reads "completions: Nushell reads them" nu --no-config-file obstat.nushell; fi
if there "mandoc (manual pages)" mandoc; then
    obstat man >obstat.1
    # clap_mangen sets a break beside a blank line, and mandoc leaves it out: nothing that a reader sees.
    told=$(mandoc -T lint -W warning obstat.1 2>&1 | grep -v 'skipping paragraph macro: br' || true)
    same "man: mandoc has no warning" "" "$told"
fi
finish
