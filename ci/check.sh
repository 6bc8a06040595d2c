#!/bin/sh
# Any other CI: checks the drafts that differ from the base branch, judged by the rules of the base branch.
# Usage: check.sh [BASE]; BASE is origin/main if not said. Exit: 0 nothing stands in the way, 1 something does, 2 could not judge.
set -eu
base=${1:-origin/main}
exec obstat check --policy-from "$base" --changed-since "$base" --output human --output sarif=obstat.sarif
