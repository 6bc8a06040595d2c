#!/bin/sh
# Four days at Muster AG: a recall that two people clear, a crisis reply that one does, a sentence that legal lets stand,
# and a change that would have made all of that easier. It needs obstat, git and ssh-keygen, works on a copy of this house
# with keys made on the spot, and stops at the first command that does not end as the story says.
set -eu

house=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Loading the rules of this house takes longer than judging by them: once is enough.
export OBSTAT_CACHE_DIR="$work/cache"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_COMMITTER_NAME=CI GIT_COMMITTER_EMAIL=ci@muster.example

tell() { printf '\n# %s\n' "$*"; }

show() {
  printf '+'
  for word; do
    case $word in *[!A-Za-z0-9_./:@=-]*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
  done
  echo
}

# run STATUS COMMAND...: shows a command, runs it, and stops if it ends with another status.
run() {
  wanted=$1
  shift
  show "$@"
  status=0
  "$@" || status=$?
  [ "$status" = "$wanted" ] || { echo "this ended with $status, not with $wanted" >&2; exit 1; }
  [ "$status" = 0 ] || echo "exit $status"
}

# sign WHO COMMAND...: a command by somebody, with their key; whoever runs the story is not asked, and sees what was
# written.
sign() {
  who=$1
  shift
  set -- "$@" --as "$who@muster.example" --key "../keys/$who" --yes
  show "$@"
  signed=$("$@") || { printf '%s\n' "$signed"; exit 1; }
  printf '%s\n' "$signed" | tail -n 1
}

# commit WHO MESSAGE: everything, written by somebody.
commit() {
  git add -A
  GIT_AUTHOR_NAME=$1 GIT_AUTHOR_EMAIL=$1@muster.example git commit -q -m "$2"
}

# land BRANCH: what was judged becomes part of what judges.
land() {
  git checkout -q main
  git merge -q --no-edit "$1"
}

# change FILE FROM TO: the first FROM in a file becomes TO.
change() {
  awk -v from="$2" -v to="$3" '!done && (at = index($0, from)) {
    $0 = substr($0, 1, at - 1) to substr($0, at + length(from)); done = 1 } { print }' "$1" > "$work/changed"
  cat "$work/changed" > "$1"
}

mkdir "$work/house" "$work/keys"
cp -R "$house/." "$work/house"
cd "$work/house"
rm -f story.sh
# In the house as it stands a word is enough. Here everybody signs.
change policy/house.obstat '  assurance claimed' '  //'
for who in anna ben carla; do
  ssh-keygen -q -t ed25519 -N '' -C "$who" -f "$work/keys/$who"
  key=$(cut -d ' ' -f 1,2 "$work/keys/$who.pub")
  change policy/registers/people.yaml "- id: $who@muster.example" "- keys: [{key: \"$key\"}]
  id: $who@muster.example"
done
printf '*.approvals.jsonl merge=union\n' > .gitattributes
git init -q -b main
commit anna "The house as it is"

tell "Thursday. Anna writes a release: a recall needs communications and legal."
git checkout -q -b rueckruf
cat > press/rueckruf-p7.md <<'END'
---
author: anna@muster.example
risk: high
publish-at: 2026-11-27T10:00
---
# Muster AG ruft Pumpe P7 zurück

Celle, 27. November 2026 – Die Muster AG ruft alle Pumpen P7 aus dem Oktober 2026 zurück. Das Gehäuse kann reißen.
Wer eine hat, zieht den Stecker und bekommt bis zum 4. Dezember eine neue.

## Über die Muster AG

Die Muster AG baut seit 1953 Pumpen. Bei ihr arbeiten 1.200 Beschäftigte an vier Standorten.

## Pressekontakt

Anna Beispiel, Telefon 05141 555 01 23, presse@muster.example
END
commit anna "Rückruf P7"
release=press/rueckruf-p7.md
run 1 obstat request $release --now 2026-11-26T08:00Z
run 0 obstat approve $release --role comms --now 2026-11-26T09:00Z --as ben@muster.example --key ../keys/ben --yes
sign carla obstat approve $release --role legal --until 2026-11-30 --now 2026-11-26T09:30Z
commit carla "Freigaben"
run 0 obstat verify $release --policy-from main --now 2026-11-26T10:00Z

tell "Just one word more: nobody has cleared the new text, and the gate shows what is new."
change $release "Das Gehäuse kann reißen." "Das Gehäuse kann in seltenen Fällen reißen."
commit anna "Ein Wort mehr"
run 1 obstat verify $release --policy-from main --now 2026-11-26T11:00Z
run 1 obstat approvals diff $release

tell "Both look again, and both sign again."
sign ben obstat approve $release --role comms --now 2026-11-26T12:00Z
sign carla obstat approve $release --role legal --until 2026-11-30 --now 2026-11-26T12:30Z
commit carla "Noch einmal freigegeben"
run 0 obstat verify $release --policy-from main --now 2026-11-26T13:00Z
run 0 obstat approvals $release --now 2026-11-26T13:00Z

tell "Whoever does not trust obstat asks OpenSSH."
obstat approvals signers > ../allowed
grep '"type":"approve"' $release.approvals.jsonl | while read -r line; do
  printf %s "$line" | sed 's/"sig":"[^"]*",//' > ../words
  { echo '-----BEGIN SSH SIGNATURE-----'
    printf '%s\n' "$line" | sed 's/.*"sig":"\([^"]*\)".*/\1/'
    echo '-----END SSH SIGNATURE-----'; } > ../sig
  by=$(printf %s "$line" | sed 's/.*"by":"\([^"]*\)".*/\1/')
  run 0 ssh-keygen -Y verify -f ../allowed -I "$by" -n obstat-approval -s ../sig < ../words
done
land rueckruf

tell "Friday. The state of things is a register: whoever is on duty sets it, and that lands first."
change policy/registers/state.yaml "crisis: none" "crisis: acute"
commit ben "Krise: akut"
git checkout -q -b dampf
cat > replies/dampf.md <<'END'
---
channel: mastodon
author: ben@muster.example
publish-at: 2026-11-27T15:00
---
Guten Tag Frau Ost, Sie fragen nach dem Dampf in Celle: Alle Kolleginnen und Kollegen sind draußen, die Feuerwehr ist da.
Um 17 Uhr sagen wir mehr. – Ben Muster
END
commit ben "Dampf in Celle"
reply=replies/dampf.md
tell "One person on duty is enough, even for his own words. Communications owes a look within a day."
sign ben obstat approve $reply --now 2026-11-27T13:40Z
commit ben "Freigabe"
run 0 obstat verify $reply --policy-from main --now 2026-11-27T13:45Z
run 1 obstat verify $reply --policy-from main --now 2026-11-28T15:00Z --output short
record=$(obstat approvals $reply --now 2026-11-27T13:45Z | sed -n 's/^ *\(a-[0-9a-f]*\) .*/\1/p')
sign anna obstat review "$record" --now 2026-11-28T09:00Z
commit anna "Nachgesehen"
run 0 obstat verify $reply --policy-from main --now 2026-11-28T15:00Z
land dampf

tell "Saturday. A reply threatens. Legal lets this one sentence stand, for a month."
change policy/registers/state.yaml "crisis: acute" "crisis: none"
commit ben "Krise vorbei"
git checkout -q -b drohung
cat > replies/drohung.md <<'END'
---
channel: linkedin
author: anna@muster.example
publish-at: 2026-11-30T10:00
---
Guten Tag Herr Roth, Sie haben unsere Mitarbeiterin bedroht. Wir haben Strafanzeige gestellt. Für Fragen zur Pumpe bin ich
gern da. – Anna Beispiel
END
commit anna "Antwort an Herrn Roth"
threat=replies/drohung.md
run 1 obstat verify $threat --policy-from main --now 2026-11-28T16:00Z --output short
sign carla obstat waive $threat --rule obstat/reply-tone/legal-threat --until 2026-12-28 --comment "am 28.11. gestellt" --now 2026-11-28T16:30Z
commit carla "Darf stehen bleiben"
run 0 obstat verify $threat --policy-from main --now 2026-11-28T17:00Z
tell "Another sentence is another matter."
change $threat "Strafanzeige gestellt" "Strafanzeige gegen Sie und Ihre Firma gestellt"
commit anna "Deutlicher"
run 1 obstat verify $threat --policy-from main --now 2026-11-28T18:00Z --output short

tell "Sunday. A new date for the release, one word more, and without the rule that asks legal. At the desk that would do."
git checkout -q main
git checkout -q -b abkürzung
change policy/house.obstat "except nobody-there" "except nobody-there, high-risk-alone"
change $release "publish-at: 2026-11-27T10:00" "publish-at: 2026-11-30T10:00"
change $release "in seltenen Fällen" "in äußerst seltenen Fällen"
commit anna "Kleinigkeiten"
sign ben obstat approve $release --role comms --now 2026-11-29T09:00Z
commit ben "Freigabe"
run 0 obstat check $release --now 2026-11-29T10:00Z
run 1 obstat verify $release --policy-from main --now 2026-11-29T10:00Z

printf '\nThe end.\n'
