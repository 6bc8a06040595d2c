"""No output holds a character that a reader would obey or that hides something, and none a command of a build server
that is not ours. Argument: a folder with one file for each output."""

import pathlib
import re
import sys
import unicodedata

HIDING = set("\u061c\u200b\u200e\u200f\ufeff") | {chr(c) for r in ((0x202A, 0x202F), (0x2060, 0x2065), (0x2066, 0x206A), (0x2028, 0x202A)) for c in range(*r)}
OURS = {
    "azure": re.compile(r"^##vso\[task\.logissue "),
    "teamcity": re.compile(r"^##teamcity\[inspection(Type)? "),
    "github": re.compile(r"^::(error|warning|notice) file=|^::group::|^::endgroup::"),
}
bad = []
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    form = path.suffix[1:]
    text = path.read_bytes().decode("utf-8")
    for line in text.split("\n"):
        for ch in line:
            if (unicodedata.category(ch) == "Cc" and ch not in "\t") or ch in HIDING:
                bad.append(f"{form}: U+{ord(ch):04X} in: {line[:80]!r}")
        ours = OURS.get(form)
        commands = re.findall(r"##[A-Za-z]*\[", line)
        if commands and not (ours and ours.match(line) and len(commands) == 1 and line.startswith("##")):
            bad.append(f"{form}: a command in: {line[:120]!r}")
        if line.lstrip().startswith("::") and not (ours and ours.match(line)):
            bad.append(f"{form}: begins with a command: {line[:120]!r}")
print("\n".join(bad))
sys.exit(bool(bad))
