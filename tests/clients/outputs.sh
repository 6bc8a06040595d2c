#!/usr/bin/env bash
# Every output before the validator or reader of those who take it, for three runs: a small house, one whose drafts hold
# what markup and build servers would obey, one without findings.
#
# Needs node, npm, java, python3, go, chromium and perl's prove; says which is missing and fails. What comes from
# registries is pinned below and installed once into ~/.cache/obstat-clients (OBSTAT_CLIENTS names another folder). No file
# of others is part of the repository: schemas are read from the packages that ship them.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=$PWD/tests/clients

missing=()
for tool in node npm java python3 go prove tar; do
    command -v "$tool" >/dev/null || missing+=("$tool")
done
CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[ -n "$CHROMIUM" ] || missing+=(chromium)
if [ ${#missing[@]} -gt 0 ]; then
    echo "outputs: not installed: ${missing[*]}" >&2
    exit 1
fi
export CHROMIUM

export CLIENTS=${OBSTAT_CLIENTS:-${XDG_CACHE_HOME:-$HOME/.cache}/obstat-clients}/outputs-1
if [ ! -e "$CLIENTS/ready" ]; then
    mkdir -p "$CLIENTS"
    (
        cd "$CLIENTS"
        echo '{ "private": true }' >package.json
        npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
            @microsoft/sarif-multitool@5.7.0 @microsoft/jest-sarif@1.0.0-beta.0 @actions/core@3.0.1 \
            azure-pipelines-task-lib@5.281.0 tap-parser@18.3.4 vnu-jar@26.9.27 axe-core@4.14.1 \
            puppeteer-core@24.31.0 >npm.log 2>&1 || { cat npm.log; exit 1; }
        chmod u+x node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
        python3 -m venv python
        python/bin/pip install --quiet check-jsonschema==0.39.0 xmlschema==4.3.2
        python/bin/pip download --quiet --no-deps --no-binary :all: pytest==8.4.2
        tar xzf pytest-8.4.2.tar.gz --strip-components 3 pytest-8.4.2/testing/example_scripts/junit-10.xsd
        GOBIN=$CLIENTS go install github.com/reviewdog/reviewdog/cmd/reviewdog@v0.21.0 2>go.log || { cat go.log; exit 1; }
        cp "$(go env GOMODCACHE)/github.com/reviewdog/reviewdog@v0.21.0/proto/rdf/jsonschema/"*.json .
        chmod u+w ./*.json
    )
    touch "$CLIENTS/ready"
fi

obstat=${OBSTAT:-$PWD/target/debug/obstat}
[ -x "$obstat" ] || cargo build --quiet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$here/houses.py" "$work" tests/cli/outputs.md

failed=0
ok() { printf '  %-8s %-10s %s\n' "$1" "$2" "$3"; }
bad() {
    printf '  %-8s %-10s FAILED %s\n' "$1" "$2" "$3"
    sed 's/^/      /' "$work/told"
    failed=1
}
# check RUN FORMAT VALIDATOR COMMAND…
check() {
    local run=$1 format=$2 name=$3
    shift 3
    if "$@" >"$work/told" 2>&1; then ok "$run" "$format" "$name"; else bad "$run" "$format" "$name"; fi
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
        [ "$status" = "$wanted" ] || { echo "$run: status $status, not $wanted" >&2; failed=1; }
    done
    out=$work/out/$run-de
    cp "$out/x.sarif" "$out/report.sarif"
    check "$run" json "our schema (check-jsonschema)" json --schemafile schemas/report-1.schema.json "$out/x.json"
    check "$run" jsonl "our schema (check-jsonschema)" lines schemas/report-line-1.schema.json "$out/x.jsonl"
    check "$run" sarif "SARIF 2.1.0 schema" json --regex-variant nonunicode \
        --schemafile "$CLIENTS/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" "$out/x.sarif"
    check "$run" sarif "sarif-multitool, rules for GitHub" multitool "$out/report.sarif"
    check "$run" gitlab "what GitLab requires" json --schemafile "$here/gitlab.schema.json" "$out/x.gitlab"
    check "$run" junit "junit-10.xsd" "$CLIENTS/python/bin/xmlschema-validate" --schema "$CLIENTS/junit-10.xsd" "$out/x.junit"
    check "$run" rdjson "reviewdog's schema" json --schemafile "$CLIENTS/DiagnosticResult.json" "$out/x.rdjson"
    check "$run" rdjsonl "reviewdog's schema" lines "$CLIENTS/Diagnostic.json" "$out/x.rdjsonl"
    for format in rdjson rdjsonl checkstyle sarif; do
        [ "$run-$format" = quiet-rdjsonl ] || check "$run" "$format" "reviewdog reads all findings" \
            counted "$format" "$out/x.$format" "$work/$run" "$out/x.json"
    done
    check "$run" github "runner, @actions/core, task-lib" node "$here/commands.mjs" "$out/x.github" "$out/x.azure" "$out/x.json"
    check "$run" tap "tap-parser, strict" tap "$out/x.tap" "$out/x.json"
    check "$run" tap "prove" proved "$out/x.tap"
    check "$run" teamcity "service messages, read back" python3 "$here/teamcity.py" "$out/x.teamcity" "$out/x.json"
    check "$run" all "nothing that must not be obeyed" python3 "$here/safe.py" "$out"
    check "$run" html "Nu checker of the W3C" html "$out/x.html"
done
check plain html "Chromium with axe" node "$here/page.mjs" "$work/out/plain-en/x.html"
check nasty html "Chromium with axe" node "$here/page.mjs" "$work/out/nasty-de/x.html"
exit "$failed"
