-- Obstat in Neovim: findings of the text as it stands in the buffer, saved or not.
--
-- With nvim-lint: copy this file to lua/obstat.lua in your configuration, then
--   require("lint").linters.obstat = require("obstat").linter
--   require("lint").linters_by_ft.markdown = { "obstat" }
-- Without it: call require("obstat").lint() from an autocommand, such as InsertLeave and BufWritePost.

local M = {}

local severities = {
  error = vim.diagnostic.severity.ERROR,
  warning = vim.diagnostic.severity.WARN,
  info = vim.diagnostic.severity.INFO,
}

--- The byte, from 0, of a column in characters, from 1.
local function byte(buffer, point)
  local line = vim.api.nvim_buf_get_lines(buffer, point.line - 1, point.line, false)[1] or ""
  local at = vim.fn.byteidx(line, point.column - 1)
  return at < 0 and #line or at
end

--- The diagnostics in what `obstat check --output json` printed.
function M.parse(output, buffer)
  local found = {}
  if output == nil or output == "" then
    return found
  end
  for _, finding in ipairs(vim.json.decode(output).findings) do
    local first, last = finding.start, finding["end"]
    table.insert(found, {
      bufnr = buffer,
      lnum = first.line - 1,
      col = byte(buffer, first),
      end_lnum = last.line - 1,
      end_col = byte(buffer, last),
      severity = severities[finding.severity],
      message = finding.message,
      code = finding.rule,
      source = "obstat",
    })
  end
  return found
end

--- A linter for nvim-lint.
M.linter = {
  cmd = "obstat",
  stdin = true,
  args = {
    "check",
    "--output",
    "json",
    "--stdin-path",
    function()
      return vim.api.nvim_buf_get_name(0)
    end,
    "-",
  },
  stream = "stdout",
  ignore_exitcode = true,
  parser = function(output, buffer)
    return M.parse(output, buffer)
  end,
}

local namespace = vim.api.nvim_create_namespace("obstat")

--- Checks the current buffer and shows what was found.
function M.lint()
  local buffer = vim.api.nvim_get_current_buf()
  local path = vim.api.nvim_buf_get_name(buffer)
  local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  local command = { "obstat", "check", "--output", "json", "--stdin-path", path, "-" }
  local output = vim.fn.system(command, table.concat(lines, "\n") .. "\n")
  vim.diagnostic.set(namespace, buffer, M.parse(output, buffer))
end

return M
