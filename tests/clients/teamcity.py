"""Reads service messages back by the rules of TeamCity's documentation: attributes in single quotes, `|` escapes.
Arguments: the output of `--output teamcity` and of `--output json` for the same run."""

import json
import pathlib
import re
import sys

text, findings = pathlib.Path(sys.argv[1]).read_text("utf-8"), json.loads(pathlib.Path(sys.argv[2]).read_text("utf-8"))["findings"]
MESSAGE = re.compile(r"##teamcity\[(\w+)((?: \w+='(?:[^'|\n\r\[\]]|\|['|nr\[\]])*')*)\]")
declared, read = set(), []
for line in text.split("\n"):
    if "##teamcity[" not in line:
        continue
    found = MESSAGE.fullmatch(line)
    if not found:
        sys.exit(f"not a service message: {line}")
    values = {key: re.sub(r"\|(.)", r"\1", value) for key, value in re.findall(r"(\w+)='((?:[^'|]|\|.)*)'", found[2])}
    if any(len(value) > 4000 for value in values.values()):
        sys.exit(f"a value is too long: {line[:80]}")
    if found[1] == "inspectionType":
        if set(values) != {"id", "name", "category", "description"} or not all(values.values()):
            sys.exit(f"an attribute is missing: {line}")
        declared.add(values["id"])
    else:
        if values["typeId"] not in declared:
            sys.exit(f"used before it is declared: {line}")
        read.append((values["typeId"], int(values["line"]), values["SEVERITY"].lower()))
wanted = [(one["rule"], one["start"]["line"], one["severity"]) for one in findings]
sys.exit(0 if read == wanted else f"wanted {wanted}\ngot {read}")
