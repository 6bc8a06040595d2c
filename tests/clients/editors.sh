#!/usr/bin/env bash
# The files of `editors/` in the real editors, without a screen: Vim, Neovim, Emacs.
# Needs the three on the path (Debian: vim, neovim, emacs-nox); says which is not there.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/tests/clients/common.sh"
(cd "$root" && cargo build --locked --quiet)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PATH="$root/target/debug:$PATH" HOME="$work" LANG=C.UTF-8
mkdir -p "$work/house/policy"
cd "$work/house"
cat > policy/house.obstat <<'RULES'
pack house "Rules" {
  languages en, de
}

rule smart "Smart" {
  forbid   "smart"
  severity warning
  message  "smart in what way?"
  flags    "A [[smart]] pump."
  passes   "A pump."
}
RULES
printf 'Füße 😀 and then we built a smart pump for you.\n' > post.md

if there Vim vim; then
    cp -r "$root/editors/vim" "$work/vim"
    got=$(vim -Nu NONE -es -c "set rtp^=$work/vim" -c 'edit post.md' -c 'compiler obstat' -c 'silent make!' \
        -c 'let found = getqflist()' \
        -c 'call writefile([bufname(found[0].bufnr) . "|" . found[0].lnum . "|" . found[0].col . "|" . found[0].type . "|" . found[0].text], "vim.txt")' \
        -c 'qa!' > vim.log 2>&1; cat vim.txt 2> /dev/null || cat vim.log)
    same "vim: the quickfix list" "post.md|1|28|w|[house/smart] smart in what way?" "$got"
fi

if there Neovim nvim; then
    mkdir -p "$work/nvim/lua"
    cp "$root/editors/neovim/obstat.lua" "$work/nvim/lua/obstat.lua"
    got=$(nvim --headless -u NONE -c "set rtp^=$work/nvim" -c 'edit post.md' -c 'call setline(2, "Another smart line, not saved.")' \
        -c 'lua require("obstat").lint()' \
        -c 'lua for _, d in ipairs(vim.diagnostic.get(0)) do io.write(d.lnum, ":", d.col, "-", d.end_col, " ", d.severity, " ", d.code, " ", d.message, "\n") end' \
        -c 'qa!' 2>&1)
    same "neovim: diagnostics of unsaved text" $'0:32-37 2 house/smart smart in what way?\n1:8-13 2 house/smart smart in what way?' "$got"

    # What the README tells to write.
    sed -n '/^```lua$/,/^```$/p' "$root/README.md" | grep -v '^```' >"$work/nvim/init.lua"
    got=$(nvim --headless -u "$work/nvim/init.lua" -c "set rtp^=$work/nvim" -c 'edit post.md' -c 'write' \
        -c 'lua for _, d in ipairs(vim.diagnostic.get(0)) do io.write(d.lnum, ":", d.col, " ", d.code, "\n") end' -c 'qa!' 2>/dev/null)
    same "neovim: as the README says, after writing" "0:32 house/smart" "$got"
fi

if there Emacs emacs; then
    got=$(emacs --batch -Q -L "$root/editors/emacs" -l flymake-obstat --eval '
    (progn
      (find-file "post.md")
      (goto-char (point-max))
      (insert "Another smart line, not saved.\n")
      (let (found)
        (flymake-obstat (lambda (diagnostics &rest _) (setq found (or diagnostics (list nil)))))
        (let ((tries 0))
          (while (and (null found) (< tries 200))
            (accept-process-output nil 0.05)
            (setq tries (1+ tries))))
        (dolist (one (delq nil found))
          (princ (format "%s %s %s\n"
                         (buffer-substring (flymake-diagnostic-beg one) (flymake-diagnostic-end one))
                         (flymake-diagnostic-type one)
                         (flymake-diagnostic-text one))))))' 2> emacs.txt || cat emacs.txt)
    same "emacs: flymake on unsaved text" $'smart :warning [house/smart] smart in what way?\nsmart :warning [house/smart] smart in what way?' "$got"
fi

# Editors with windows are not started here; what their files say about a line is tried on the lines.
if there Python python3; then
    obstat check --output short post.md >short.txt || true
    same "VS Code, Sublime: their patterns read the lines" $'post.md 1 28 warning house/smart smart in what way?\npost.md 1 28' "$(
        python3 - "$root" <<'READ'
import json, pathlib, re, sys
root, line = pathlib.Path(sys.argv[1]), pathlib.Path("short.txt").read_text(encoding="utf-8").splitlines()[0]
tasks = json.loads((root / "editors/vscode/tasks.json").read_text())["tasks"]
[pattern] = {json.dumps(task["problemMatcher"]["pattern"]) for task in tasks}
pattern = json.loads(pattern)
found = re.search(pattern.pop("regexp"), line)
print(*(found[group] for group in pattern.values()))
print(*re.search(json.loads((root / "editors/sublime/Obstat.sublime-build").read_text())["file_regex"], line).groups()[:3])
READ
    )"
fi

finish
