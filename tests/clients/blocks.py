"""Takes what build servers run out of the files that hold it. Arguments: the repository, a folder to write into.

The README's YAML blocks go under the name in their first line; the scripts of the action, of GitLab's, of Azure's template
become shell scripts, as their runners would start them."""

import pathlib
import re
import sys

import yaml

root, folder = map(pathlib.Path, sys.argv[1:])


def write(name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def read(name):
    return yaml.safe_load((root / name).read_text(encoding="utf-8"))


for name, text in re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", (root / "README.md").read_text(encoding="utf-8"), re.M | re.S):
    write(name, text)

action = read("action.yml")
check = next(step for step in action["runs"]["steps"] if step["name"] == "Check")
values = {"policy-from": "origin/main", "sarif": "obstat.sarif"}
lines = ["#!/usr/bin/env bash", "set -eo pipefail"]
for name, value in check["env"].items():
    given = re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", value)[1]
    lines.append(f"export {name}='{values.get(given, action['inputs'][given]['default'])}'")
write("github.sh", "\n".join([*lines, check["run"]]))

job = read("ci/gitlab.yml")["obstat"]
lines = ["#!/usr/bin/env bash", "set -eo pipefail", "export CI_DEFAULT_BRANCH=main"]
write("gitlab.sh", "\n".join([*lines, *job["script"]]) + "\n")

steps = read("ci/azure-pipelines.yml")["steps"]
check = next(step for step in steps if step.get("displayName") == "Check drafts")
write("azure.sh", "#!/usr/bin/env bash\n" + check["script"].replace("$(Agent.TempDirectory)", "$RUNNER_TEMP") + "\n")
