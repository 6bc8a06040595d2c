"""The program on a real terminal (a pty): `--watch`, progress, links, colour; and none of it in a pipe.
Arguments: the program. Prints a line for each thing shown, as the scripts beside it do; status 1 if one fails."""

import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time

OBSTAT = sys.argv[1]
CLEAR, CLEAN = "\x1b[2J\x1b[H", "\r\x1b[K"
failed = 0


def shown(name, good, text=""):
    global failed
    failed += not good
    print(f"{'ok  ' if good else 'FAIL'} {name}" + ("" if good else f"\n     {text!r}"))


class Terminal:
    """A run on a pty."""

    def __init__(self, folder, *args, **more):
        self.text = self.rest = ""
        environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm-256color", **more}
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            # Whoever started the script may have let it ignore interrupts, as shells do in the background.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.chdir(folder)
            os.execve(OBSTAT, ["obstat", *args], environment)

    def until(self, words, seconds=60.0):
        """Reads until the words have come, or to the end; whether they came. What stood before is in `text`, what
        came after in `rest`."""
        end = time.monotonic() + seconds
        self.text, self.rest = self.rest, ""
        while words is None or words not in self.text:
            if not select.select([self.file], [], [], max(0.0, end - time.monotonic()))[0]:
                return False
            try:
                read = os.read(self.file, 65536)
            except OSError:
                read = b""
            if not read:
                return words is None
            self.text += read.decode("utf-8", "replace")
        at = self.text.index(words) + len(words)
        self.text, self.rest = self.text[:at], self.text[at:]
        return True

    def status(self):
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def write(path, text):
    """Writes as editors do, beside and then renamed: nobody can see half of it."""
    beside = path.with_name(".new")
    beside.write_text(text)
    beside.rename(path)


def house(folder, drafts):
    (folder / "policy").mkdir()
    (folder / "posts").mkdir()
    (folder / "policy/house.obstat").write_text(
        'pack house "Rules" {\n  languages en\n}\n\nrule smart "Smart" {\n  forbid  "smart"\n  message "in what way?"\n'
        '  flags   "A [[smart]] pump."\n  passes  "A pump."\n}\n'
    )
    for number in range(drafts):
        (folder / f"posts/{number}.md").write_text(f"Pump number {number} is for you. " * 20 + "\n")


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    house(folder, 3)
    run = Terminal(folder, "check", "--watch", "--output", "short", "--output", "html=report.html", "posts/0.md", "posts/1.md")
    shown("watch: the first report", run.until("Ctrl-C ends\r\n"), run.text)
    shown("watch: the screen begins anew", run.text.startswith(CLEAR) and "\x1b[3J" not in run.text, run.text)
    time.sleep(0.5)
    write(folder / "posts/1.md", "A smart pump.\n")
    shown("watch: a change of a draft is told", run.until("posts/1.md:1:3: error[house/smart]", 10), run.text)
    run.until("Ctrl-C ends\r\n", 10)
    rules = folder / "policy/house.obstat"
    good = rules.read_text()
    time.sleep(0.5)
    write(rules, good + "rule\n")
    shown("watch: rules that do not load are told and end nothing", run.until("policy/house.obstat:11:", 10), run.text)
    run.until("Ctrl-C ends\r\n", 10)
    time.sleep(0.5)
    write(rules, good)
    shown("watch: and mended rules judge again", run.until("posts/1.md:1:3: error", 10), run.text)
    run.until("Ctrl-C ends\r\n", 10)
    shown("watch: its own report is no change, silence is silent", not run.until("Ctrl-C", 1.5) and run.text == "", run.text)
    os.write(run.file, b"\x03")
    run.until(None, 10)
    shown("watch: Ctrl-C ends it as the shell expects", run.status() == -signal.SIGINT)
    left = sorted(path.name for path in folder.iterdir() if path.name.startswith("."))
    shown("watch: nothing is left behind", left in ([], [".cache"]), left)

    run = Terminal(folder, "check", "--no-cache", VTE_VERSION="7200")
    run.until(None)
    run.status()
    shown("links: places are links on terminals that know them", re.search(r"\x1b\]8;;file://[^\x1b]*/posts/1\.md", run.text), run.text)
    shown("colour: on a terminal", "\x1b[" in re.sub(r"\x1b\]8;;[^\x1b]*\x1b\\\\", "", run.text), run.text)
    shown("progress: what is quick is quiet", CLEAN not in run.text, run.text)
    run = Terminal(folder, "check", "--no-cache", NO_COLOR="1")
    run.until(None)
    run.status()
    shown("colour: not with NO_COLOR", "\x1b[" not in run.text, run.text)
    piped = subprocess.run([OBSTAT, "check"], cwd=folder, capture_output=True, text=True, env={**os.environ, "VTE_VERSION": "7200"})
    shown("colour, links: none in a pipe", "\x1b" not in piped.stdout + piped.stderr, piped.stdout)

    watch = subprocess.Popen([OBSTAT, "check", "--watch", "--output", "jsonl"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    first = watch.stdout.readline()
    watch.stdout.readline()
    watch.stdout.close()
    time.sleep(0.5)
    write(folder / "posts/2.md", "A pump, quite smart.\n")
    shown("watch: in a pipe no screen is cleared", first.startswith(b'{"type":"run"'), first)
    try:
        shown("watch: and it ends when nobody reads any more", watch.wait(10) == 1, watch.returncode)
    except subprocess.TimeoutExpired:
        watch.kill()
        shown("watch: and it ends when nobody reads any more", False)

with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    house(folder, 12_000)
    run = Terminal(folder, "check", "--output", "short")
    run.until(None, 300)
    run.status()
    told = re.findall(r"\r\x1b\[K(\d+) of 12000 drafts checked", run.text)
    shown("progress: a long run tells how far it is", told and [*map(int, told)] == sorted(map(int, told)), run.text[:400])
    shown("progress: and leaves no line behind", run.text.endswith(CLEAN) and run.text.count("\n") == 0, run.text[-200:])
    run = Terminal(folder, "check", "--output", "short", "--quiet")
    run.until(None, 300)
    run.status()
    shown("progress: not with --quiet", run.text == "", run.text[:200])
    piped = subprocess.run([OBSTAT, "check", "--output", "short"], cwd=folder, capture_output=True)
    shown("progress: not in a pipe", piped.stdout + piped.stderr == b"", piped.stderr)
sys.exit(failed > 0)
