"""Writes three houses: the one of a session, one with nasty drafts, one without findings. Arguments: folder, session."""

import pathlib
import re
import sys

folder, session = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


files = re.findall(r"^```\w+ file=(\S+)\n(.*?)^```$", session.read_text(encoding="utf-8"), re.M | re.S)
for name, text in files:
    if name.startswith(("policy/", "posts/")):
        write(folder / "plain" / name, text)
    if name.startswith("policy/"):
        write(folder / "quiet" / name, text)
write(folder / "quiet/posts/post.md", "---\nlanguage: de\n---\nWir bauen ein Haus.\n")

write(
    folder / "nasty/policy/nasty.obstat",
    """pack house "]]> | <b>Leitlinien</b>" {
  languages de, en
  owner     "::error ::@owner | <i>"
}

/// ::error ::docs ##vso[task.complete] ]]> <script>alert(1)</script> | @docs #1
rule nasty "##[error] ]]> <b>t</b> | 'x' %0A" {
  forbid   /x[^y]*y/
  message  de "::warning ::{match} & ]]> `{match}` |'"
  suggest  "##teamcity[buildStop] {match}"
  see      "https://x.example/?a=<b>&c='d'|"
  flags    "[[x und y]]"
  passes   "z"
}

rule prefer-this "Besser" {
  prefer   "::set-output ]]> |" over exactly "böse"
  severity warning
  flags    "Das ist [[böse]]." becomes "Das ist ::set-output ]]> |."
  passes   "Gut."
}
""",
)
NASTY = (
    "x ::error ::a ##[group]b ##vso[task.complete result=Failed;]c ##teamcity[x] ]]> | <script>alert(1)</script>"
    " &amp; 'q' \"r\" @legal #12 %0A % \u202e\u200b\u2028\u0085\u009b\x7f\x1b[31m\x07 👩‍🔬 $a$ \\ ` ~~s~~ # SKIP y"
)
write(
    folder / "nasty/posts/über uns: a,b;c] 100% #1 | ' <i>.md",
    f"---\nlanguage: de\n---\n# 🌱 {NASTY}\n\n::error ::eins\n{NASTY}\n\n    ::error ::code\n    {NASTY}\n\n"
    "::warning ::zwei 🌱 böse.\r\n",
)
write(folder / "nasty/posts/::error ::datei.md", "---\nlanguage: de\n---\nx drei y, und nochmals x y.\n")
