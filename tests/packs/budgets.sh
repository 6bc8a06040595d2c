#!/bin/sh
# What a profile says about a folder of texts: findings, texts with a finding and their share, for each rule; then the
# budget: at most one finding of warning or error for three texts.
#
#   tests/packs/budgets.sh PROFILE FOLDER [KIND]
#   tests/packs/budgets.sh company-de ../shared/data/corpus/de-codefor
#   tests/packs/budgets.sh agency-en ../shared/data/corpus/en-18f
#
# KIND is what the texts are judged as where they do not say it: post (the default), reply or press-release. The
# findings themselves, to be read: the file that is named at the end. OBSTAT names another program than target/debug's.
set -eu
profile=$1
texts=$(cd "$2" && pwd)
kind=${3:-post}
obstat=${OBSTAT:-$(cd "$(dirname "$0")/../.." && pwd)/target/debug/obstat}
house=$(mktemp -d)
mkdir "$house/policy"
cp -R "$texts" "$house/texts"
cat > "$house/policy/house.obstat" <<HOUSE
pack house "House" {
  languages de, en
}

use obstat/profile/$profile

field kind one of post, reply, press-release default $kind
HOUSE
cd "$house"
"$obstat" check texts --now 2026-11-26 --output short --lang en > findings.txt || [ $? -eq 1 ]
find texts -name '*.md' | wc -l > count
awk -v all="$(cat count)" '
  match($0, /(info|warning|error)\[[^]]*\/[^]]*\]/) {
    rule = substr($0, RSTART, RLENGTH)
    text = $0; sub(/:.*/, "", text)
    findings[rule]++
    if (!((rule, text) in seen)) { seen[rule, text] = 1; texts[rule]++ }
    if (rule !~ /^info/) loud++
  }
  END {
    for (rule in findings)
      printf "%5d in %4d texts (%4.1f %%)  %s\n", findings[rule], texts[rule], texts[rule] * 100 / all, rule | "sort -k7,7 -k1,1rn"
    close("sort -k7,7 -k1,1rn")
    printf "%d warnings and errors in %d texts: %.2f for each text\n", loud, all, loud / all
    exit loud * 3 > all
  }' findings.txt && within=0 || within=1
echo "read them in $house/findings.txt"
exit $within
