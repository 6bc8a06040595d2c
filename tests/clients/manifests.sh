#!/usr/bin/env bash
# What build servers are given: manifests, templates and the README's blocks before their schemas and linters, and the very
# scripts that stand in them run here, in a repository whose change breaks a rule and softens it at once.
#
# No forge's runner is started: what it would do before and after (checking out, uploading) is not shown here.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/tests/clients/common.sh"
tools=${OBSTAT_CLIENTS:-${XDG_CACHE_HOME:-$HOME/.cache}/obstat-clients}/manifests-1
there git git || finish
there Python python3 || finish
if [ ! -e "$tools/ready" ]; then
    { python3 -m venv "$tools" &&
        timeout 300 "$tools/bin/pip" --quiet install check-jsonschema==0.39.0 zizmor==1.32.0 pyyaml==6.0.3 && touch "$tools/ready"; } ||
        missing "check-jsonschema, zizmor and PyYAML from the Python package registry" || finish
fi
(cd "$root" && cargo build --locked --quiet)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PATH="$root/target/debug:$PATH" GIT_CONFIG_GLOBAL=/dev/null
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@b.example GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@b.example

# runs NAME COMMAND…: the command ends well.
runs() {
    local name=$1 told
    shift
    if told=$("$@" 2>&1); then ok "$name"; else bad "$name" <<<"$told"; fi
}
schema() { "$tools/bin/check-jsonschema" "$@"; }

"$tools/bin/python" "$root/tests/clients/blocks.py" "$root" "$work/blocks"
cd "$work/blocks"
runs "action.yml: GitHub's schema" schema --builtin-schema vendor.github-actions "$root/action.yml"
runs "README, GitHub: GitHub's schema" schema --builtin-schema vendor.github-workflows .github/workflows/obstat.yml
runs "README, GitLab: GitLab's schema" schema --builtin-schema vendor.gitlab-ci .gitlab-ci.yml
runs "ci/gitlab.yml: GitLab's schema" schema --builtin-schema vendor.gitlab-ci "$root/ci/gitlab.yml"
runs "ci/azure-pipelines.yml: Azure's schema" schema --regex-variant nonunicode \
    --builtin-schema vendor.azure-pipelines "$root/ci/azure-pipelines.yml"
runs "schemas/: are JSON Schemas" schema --check-metaschema "$root"/schemas/*.json
runs "action.yml: zizmor" "$tools/bin/zizmor" --offline --quiet "$root/action.yml"
# The README cannot pin a version of its own by a digest that it would change.
runs "README, GitHub: zizmor" "$tools/bin/zizmor" --offline --quiet --config /dev/stdin .github/workflows/obstat.yml \
    <<<'{"rules": {"unpinned-uses": {"disable": true}}}'
if there shellcheck shellcheck; then
    runs "shellcheck: what build servers run" shellcheck github.sh gitlab.sh azure.sh "$root/ci/check.sh"
    runs "shellcheck: our own scripts" shellcheck --severity=warning "$root/.ci/run" "$root"/tests/clients/*.sh
fi

# A repository with a base branch elsewhere, and a change.
git init -q --bare -b main "$work/origin"
git clone -q "$work/origin" "$work/house" 2>/dev/null
cd "$work/house"
git switch -qc main
mkdir policy posts
cat >policy/house.obstat <<'RULES'
pack house "Rules" {
  languages en
}

rule smart "Smart" {
  forbid  "smart"
  flags   "A [[smart]] pump."
  passes  "A pump."
}
RULES
echo 'A smart old pump.' >posts/old.md
git add -A
git commit -qm start
git push -q origin main
git switch -qc change
sed -i 's/"smart"/"witty"/; s/smart/witty/' policy/house.obstat
echo 'A smart pump.' >posts/new.md
git add -A
git commit -qm change

# answers NAME STATUS WORDS COMMAND…: the command ends with the status, and its output holds the words.
answers() {
    local name=$1 status=$2 words=$3 told got=0
    shift 3
    told=$("$@" 2>&1) || got=$?
    if [ "$got" = "$status" ] && grep -qF -- "$words" <<<"$told"; then ok "$name"; else bad "$name (status $got)" <<<"$told"; fi
}
export RUNNER_TEMP=$work/temp GITHUB_OUTPUT=$work/github-output
mkdir -p "$RUNNER_TEMP/obstat/bin"
ln -s "$root/target/debug/obstat" "$RUNNER_TEMP/obstat/bin/obstat"
answers "action.yml: the rules of the base judge" 1 "::error file=posts/new.md,line=1" bash "$work/blocks/github.sh"
same "action.yml: tells its status" "status=1" "$(cat "$GITHUB_OUTPUT")"
answers "action.yml: leaves SARIF" 0 '"ruleId": "house/smart"' cat obstat.sarif
answers "ci/gitlab.yml: the rules of the base judge" 1 "posts/new.md:1:3: error[house/smart]" bash "$work/blocks/gitlab.sh"
answers "ci/gitlab.yml: leaves its reports" 0 '"check_name": "house/smart"' cat gl-code-quality-report.json obstat.xml
answers "ci/azure-pipelines.yml: the rules of the base judge" 1 "##vso[task.logissue type=error;sourcepath=posts/new.md" \
    bash "$work/blocks/azure.sh"
answers "ci/check.sh: only what has changed" 1 "in 1 draft, judged by origin/main" "$root/ci/check.sh"
rm -f obstat.sarif obstat.xml gl-code-quality-report.json
git switch -q main
answers "README, baseline: what is known is written down" 0 "1 known finding" obstat baseline known.json
answers "README, baseline: and does not count" 0 "1 known" obstat check --baseline known.json
echo 'A smart pump.' >posts/new.md
answers "README, baseline: what is new does" 1 "posts/new.md" obstat check --baseline known.json
finish
