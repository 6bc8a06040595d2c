#!/usr/bin/env bash
# Every output before the validator or reader of those who take it, for three runs: a small house, one whose drafts hold
# what markup and build servers would obey, one without findings.
#
# What comes from registries is pinned below and installed once into ~/.cache/obstat-clients (OBSTAT_CLIENTS names another
# folder). No file of others is part of the repository: schemas are read from the packages that ship them. The browser is
# CHROMIUM, or what is on the path. What is not there is told.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=$PWD/tests/clients
. "$here/common.sh"

CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
export CHROMIUM
export CLIENTS=${OBSTAT_CLIENTS:-${XDG_CACHE_HOME:-$HOME/.cache}/obstat-clients}/outputs-2
mkdir -p "$CLIENTS"

# installed NAME COMMAND…: the command installs what belongs to that name, once; the name is kept if it could.
installed() {
    local name=$1
    shift
    [ ! -e "$CLIENTS/$name.ready" ] || return 0
    if (cd "$CLIENTS" && "$@") >"$CLIENTS/$name.log" 2>&1; then
        touch "$CLIENTS/$name.ready"
    else
        tail -n 3 "$CLIENTS/$name.log"
        return 1
    fi
}
from_npm() {
    echo '{ "private": true }' >package.json &&
        timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
            @microsoft/sarif-multitool@5.7.0 @microsoft/jest-sarif@1.0.0-beta.0 @actions/core@3.0.1 \
            azure-pipelines-task-lib@5.281.0 tap-parser@18.3.4 vnu-jar@26.9.27 axe-core@4.14.1 \
            puppeteer-core@24.31.0 &&
        chmod u+x node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
}
from_pypi() {
    python3 -m venv python && timeout 300 python/bin/pip install --quiet check-jsonschema==0.39.0 xmlschema==4.3.2 &&
        timeout 120 python/bin/pip download --quiet --no-deps --no-binary :all: pytest==8.4.2 &&
        tar xzf pytest-8.4.2.tar.gz --strip-components 3 pytest-8.4.2/testing/example_scripts/junit-10.xsd
}
from_go() {
    GOBIN=$CLIENTS timeout 300 go install github.com/reviewdog/reviewdog/cmd/reviewdog@v0.21.0 &&
        cp "$(go env GOMODCACHE)/github.com/reviewdog/reviewdog@v0.21.0/proto/rdf/jsonschema/"*.json . &&
        chmod u+w ./*.json
}
# Without Python no house can be laid out, and nothing can be run.
there "Python (all outputs)" python3 || finish
npm='' pypi='' reviewdog='' java='' prove='' browser=''
if there "Node.js (SARIF's schema and multitool, @actions/core, Azure's library, tap-parser, axe)" node; then
    installed npm from_npm && npm=1 || missing "packages from npm" || true
fi
installed pypi from_pypi && pypi=1 || missing "check-jsonschema and xmlschema from the Python package registry" || true
if there "Go (reviewdog)" go; then
    installed reviewdog from_go && reviewdog=1 || missing "reviewdog" || true
fi
there "Java (Nu checker)" java && java=$npm
there "prove" prove && prove=1
if [ -n "$CHROMIUM" ]; then browser=$npm; else missing "Chromium (axe)" || true; fi

obstat=${OBSTAT:-$PWD/target/debug/obstat}
[ -x "$obstat" ] || cargo build --quiet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$here/houses.py" "$work" tests/cli/outputs.md

# check NEEDED RUN FORMAT VALIDATOR COMMAND…: nothing if what is needed is empty, which was told above.
check() {
    local needed=$1 name
    name=$(printf '%-6s %-10s %s' "$2" "$3" "$4")
    shift 4
    [ -n "$needed" ] || return 0
    if "$@" >"$work/told" 2>&1; then ok "$name"; else bad "$name" <"$work/told"; fi
}
json() { "$CLIENTS/python/bin/check-jsonschema" "$@"; }
lines() { # SCHEMA FILE: each line of the file
    rm -rf "$work/lines" && mkdir "$work/lines"
    split -l 1 --additional-suffix=.json "$2" "$work/lines/"
    [ ! -s "$2" ] || json --schemafile "$1" "$work"/lines/*.json
}
multitool() { # its status is 0 whatever it finds
    local told
    told=$("$CLIENTS/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool" validate "$1" \
        --rule-kind 'Sarif;Gh;Ghas' --level 'Error;Warning' --output "$work/multitool.sarif" --log ForceOverwrite)
    # We know no address of our own to give.
    echo "$told" | grep -E '(error|warning) [A-Z]+[0-9]+' | grep -v 'SARIF2005.*informationUri' && return 1
    echo "$told" | grep -q 'Analysis completed successfully'
}
review() { "$CLIENTS/reviewdog" "-f=$1" -reporter=local -filter-mode=nofilter -level=info <"$2" >"$work/reviewed"; }
counted() { # FORMAT FILE: reviewdog tells as many findings as there are
    (cd "$3" && review "$1" "$2") && node -e '
        const [reviewed, json] = process.argv.slice(1).map((path) => require("fs").readFileSync(path, "utf8"));
        const found = JSON.parse(json).findings.length;
        const told = reviewed.split("\n").filter(Boolean).length;
        if (found !== told) { console.error(`${found} findings, reviewdog tells ${told}`); process.exit(1); }
    ' "$work/reviewed" "$4"
}
tap() { node -e '
    const { Parser } = require(require.resolve("tap-parser", { paths: [process.env.CLIENTS] }));
    const { findings } = JSON.parse(require("fs").readFileSync(process.argv[2], "utf8"));
    const parser = new Parser({ strict: true }, (results) => {
        const failed = findings.filter((one) => one.severity === "error").length;
        if (results.fail !== failed || results.todo || results.skip || results.count !== Math.max(findings.length, 1) || results.failures.some((one) => one.tapError)) {
            console.error(results);
            process.exit(1);
        }
    });
    parser.end(require("fs").readFileSync(process.argv[1], "utf8"));' "$1" "$2"; }
proved() { # prove fails as it should where something fails the run, and reads the plan
    local told status=0
    told=$(prove --exec cat "$1" 2>&1) || status=$?
    echo "$told"
    ! echo "$told" | grep -qi 'parse errors' && if grep -q '^not ok' "$1"; then [ "$status" -ne 0 ]; else [ "$status" -eq 0 ]; fi
}
html() { java -jar "$CLIENTS/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only "$1"; }

formats="short json jsonl sarif github gitlab azure junit checkstyle rdjson rdjsonl tap teamcity markdown html human"
for run in plain nasty quiet; do
    for language in en de; do
        out=$work/out/$run-$language
        mkdir -p "$out"
        targets=()
        for format in $formats; do targets+=(--output "$format=$out/x.$format"); done
        status=0
        (cd "$work/$run" && "$obstat" check . --now 2026-11-22 --lang "$language" "${targets[@]}") || status=$?
        wanted=$([ "$run" = quiet ] && echo 0 || echo 1)
        same "$run-$language: status of the run" "$wanted" "$status"
    done
    out=$work/out/$run-de
    cp "$out/x.sarif" "$out/report.sarif"
    check "$pypi" "$run" json "our schema (check-jsonschema)" json --schemafile schemas/report-1.schema.json "$out/x.json"
    check "$pypi" "$run" jsonl "our schema (check-jsonschema)" lines schemas/report-line-1.schema.json "$out/x.jsonl"
    check "${npm:+$pypi}" "$run" sarif "SARIF 2.1.0 schema" json --regex-variant nonunicode \
        --schemafile "$CLIENTS/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" "$out/x.sarif"
    check "$npm" "$run" sarif "sarif-multitool, rules for GitHub" multitool "$out/report.sarif"
    check "$pypi" "$run" gitlab "what GitLab requires" json --schemafile "$here/gitlab.schema.json" "$out/x.gitlab"
    check "$pypi" "$run" junit "junit-10.xsd" "$CLIENTS/python/bin/xmlschema-validate" --schema "$CLIENTS/junit-10.xsd" "$out/x.junit"
    check "${reviewdog:+$pypi}" "$run" rdjson "reviewdog's schema" json --schemafile "$CLIENTS/DiagnosticResult.json" "$out/x.rdjson"
    check "${reviewdog:+$pypi}" "$run" rdjsonl "reviewdog's schema" lines "$CLIENTS/Diagnostic.json" "$out/x.rdjsonl"
    for format in rdjson rdjsonl checkstyle sarif; do
        [ "$run-$format" = quiet-rdjsonl ] || check "${reviewdog:+$npm}" "$run" "$format" "reviewdog reads all findings" \
            counted "$format" "$out/x.$format" "$work/$run" "$out/x.json"
    done
    check "$npm" "$run" github "runner, @actions/core, task-lib" node "$here/commands.mjs" "$out/x.github" "$out/x.azure" "$out/x.json"
    check "$npm" "$run" tap "tap-parser, strict" tap "$out/x.tap" "$out/x.json"
    check "$prove" "$run" tap "prove" proved "$out/x.tap"
    check 1 "$run" teamcity "service messages, read back" python3 "$here/teamcity.py" "$out/x.teamcity" "$out/x.json"
    check 1 "$run" all "nothing that must not be obeyed" python3 "$here/safe.py" "$out"
    check "$java" "$run" html "Nu checker of the W3C" html "$out/x.html"
done
check "$browser" plain html "Chromium with axe" node "$here/page.mjs" "$work/out/plain-en/x.html"
check "$browser" nasty html "Chromium with axe" node "$here/page.mjs" "$work/out/nasty-de/x.html"
finish
