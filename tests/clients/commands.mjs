// Reads what obstat prints for build servers as they read it. Arguments: the output of `--output github`, of
// `--output azure`, and of `--output json` for the same run; `nasty` if only our own commands may be found.
//
// GitHub: what @actions/core prints for the same annotation must be what we print, and the runner's way of reading
// (commands at the beginning of a line, and the older `##[` anywhere) must find nothing else. Azure: azure-pipelines-task-lib
// reads our lines back.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(process.env.CLIENTS + "/"));
const [github, azure, json] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const findings = JSON.parse(json).findings;
let bad = 0;
const fail = (words) => {
  console.error(words);
  bad = 1;
};
const visible = (text) => text.replace(/\p{Cc}|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu, (ch) =>
  ch === "\n" ? " " : ch === "\t" ? ch : `\\u{${ch.codePointAt(0).toString(16)}}`).replace(/#(?=#[A-Za-z]*\[)/g, "\\u{23}");

// The runner, after Runner.Common/ActionCommand: version 2 at the beginning of a line, version 1 anywhere.
const known = new Set(["error", "warning", "notice", "group", "endgroup"]);
const unescape = (text, pairs) => pairs.reduce((text, [to, from]) => text.replaceAll(from, to), text);
const data = [["\r", "%0D"], ["\n", "%0A"], ["%", "%25"]];
const property = [["\r", "%0D"], ["\n", "%0A"], [":", "%3A"], [",", "%2C"], ["%", "%25"]];
const read = [];
for (const line of github.split("\n")) {
  if (line.includes("##[")) fail(`github: an old command in: ${line}`);
  const text = line.trimStart();
  if (!text.startsWith("::")) continue;
  const end = text.indexOf("::", 2);
  const [, name, rest] = /^(\S+) ?(.*)$/.exec(text.slice(2, end));
  if (!known.has(name)) fail(`github: an unknown command in: ${line}`);
  if (!["error", "warning", "notice"].includes(name)) continue;
  const properties = Object.fromEntries(rest.split(",").map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at), unescape(pair.slice(at + 1), property)];
  }));
  read.push({ line, name, properties, message: unescape(text.slice(end + 2), data) });
}
const level = { error: "error", warning: "warning", info: "notice" };
const ranked = ["error", "warning", "info"].flatMap((severity) =>
  findings.filter((one) => one.severity === severity).slice(0, 10));
if (read.length !== ranked.length) fail(`github: ${read.length} annotations for ${ranked.length} findings`);
ranked.forEach((one, at) => {
  const { name, properties, message } = read[at] ?? { properties: {}, message: "" };
  const wanted = [level[one.severity], visible(one.file), `${one.start.line}`, one.rule, visible(one.message)];
  const got = [name, properties.file, properties.line, properties.title, message.split("\n")[0]];
  if (JSON.stringify(wanted) !== JSON.stringify(got)) fail(`github: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
});

// @actions/core prints the same line, but for the order of properties and the last line, which it leaves out.
const script = `
  import * as core from ${JSON.stringify(pathToFileURL(process.env.CLIENTS + "/node_modules/@actions/core/lib/core.js").href)};
  for (const { name, properties: p, message } of JSON.parse(process.argv[1])) {
    core[name](message, { title: p.title, file: p.file, startLine: +p.line, endLine: +p.endLine,
      ...(p.col ? { startColumn: +p.col, endColumn: +p.endColumn } : {}) });
  }`;
const printed = execFileSync(process.execPath, ["--input-type=module", "-e", script, JSON.stringify(read)], { encoding: "utf8" });
const sorted = (line) => {
  const [, name, properties, message] = /^::(\S+) (.*?)::(.*)$/s.exec(line) ?? [];
  return JSON.stringify([name, properties?.split(",").sort(), message]);
};
printed.trimEnd().split("\n").filter(Boolean).forEach((line, at) => {
  if (sorted(line) !== sorted(read[at].line)) fail(`github: @actions/core prints ${line}\nwe print ${read[at].line}`);
});

const { commandFromString } = require("azure-pipelines-task-lib/taskcommand.js");
const issues = azure.split("\n").filter((line) => line.includes("##vso["));
const wanted = ["error", "warning"].flatMap((severity) => findings.filter((one) => one.severity === severity));
if (issues.length !== wanted.length) fail(`azure: ${issues.length} issues for ${wanted.length} findings`);
issues.forEach((line, at) => {
  if (line.lastIndexOf("##vso[") !== 0) fail(`azure: a command inside of: ${line}`);
  const { command, properties: p, message } = commandFromString(line);
  const percent = (text) => text.replaceAll("%AZP25", "%");
  const one = wanted[at] ?? {};
  const got = [command, p.type, percent(p.sourcepath), p.linenumber, p.columnnumber, p.code, percent(message)];
  const want = ["task.logissue", one.severity, visible(one.file), `${one.start?.line}`, `${one.start?.column}`, one.rule, visible(one.message)];
  if (JSON.stringify(got) !== JSON.stringify(want)) fail(`azure: wanted ${JSON.stringify(want)}, got ${JSON.stringify(got)}`);
});
process.exitCode = bad;
