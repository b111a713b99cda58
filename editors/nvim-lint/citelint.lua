-- What citelint finds, shown by nvim-lint without the language server. Copy this file to
-- `lua/lint/linters/` in the folder of your configuration, and add to `init.lua`:
--
--   require('lint').linters_by_ft = { wikitext = { 'citelint' } }
--   vim.api.nvim_create_autocmd({ 'BufEnter', 'BufWritePost', 'InsertLeave' }, {
--     callback = function() require('lint').try_lint() end,
--   })

local severities = {
  error = vim.diagnostic.severity.ERROR,
  warning = vim.diagnostic.severity.WARN,
  info = vim.diagnostic.severity.INFO,
}

--- Where each line starts, in bytes, in what nvim-lint hands over: lines with a line feed each.
local function line_starts(buffer)
  local starts, at = {}, 0
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    starts[number] = at
    at = at + #line + 1
  end
  return starts
end

local function parse(output, buffer)
  local _, report = pcall(vim.json.decode, output)
  local file = type(report) == 'table' and report.files and report.files[1]
  if not file then return {} end
  local starts = line_starts(buffer)
  local diagnostics = {}
  for _, found in ipairs(file.diagnostics) do
    table.insert(diagnostics, {
      lnum = found.start.line - 1,
      col = found.start.offset - starts[found.start.line],
      end_lnum = found['end'].line - 1,
      end_col = found['end'].offset - starts[found['end'].line],
      severity = severities[found.severity],
      message = found.help and (found.message .. '\n' .. found.help) or found.message,
      code = found.rule,
      source = 'citelint',
    })
  end
  return diagnostics
end

return {
  cmd = 'citelint',
  stdin = true,
  args = { 'check', '--output-format', 'json', '--quiet', '-', '--stdin-filename', function() return vim.api.nvim_buf_get_name(0) end },
  stream = 'stdout',
  ignore_exitcode = true,
  parser = parse,
}
