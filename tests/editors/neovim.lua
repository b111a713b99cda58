-- Neovim shows a diagnostic of the language server and applies its fix.
--
-- From 0.11 on with the settings of editors/neovim, as its users do; before, with the calls that
-- docs/editors.md gives. Run by run.sh, which sets CITELINT, PAGE and ROOT.

local page = vim.env.PAGE

local function fail(why)
  io.stderr:write('neovim: ' .. why .. '\n')
  vim.cmd('cquit 1')
end

local function wait_for(what, condition)
  if not vim.wait(20000, condition, 50) then fail('waited in vain for ' .. what) end
end

local function first_diagnostic(code)
  for _, found in ipairs(vim.diagnostic.get(0)) do
    if found.code == code or (found.user_data and found.user_data.lsp and found.user_data.lsp.code == code) then return found end
  end
end

local function start()
  if vim.lsp.enable then
    vim.opt.runtimepath:prepend(vim.env.ROOT .. '/editors/neovim')
    vim.filetype.add({ extension = { wiki = 'wikitext' } })
    vim.lsp.config('citelint', { cmd = { vim.env.CITELINT, 'lsp' } })
    vim.lsp.enable('citelint')
    vim.cmd('filetype on')
    vim.cmd.edit(page)
  else
    vim.cmd('edit ' .. page)
    vim.bo.filetype = 'wikitext'
    local id = vim.lsp.start_client({ name = 'citelint', cmd = { vim.env.CITELINT, 'lsp' }, root_dir = vim.fn.fnamemodify(page, ':h') })
    vim.lsp.buf_attach_client(0, id)
  end
end

-- What would ask the user takes the first choice.
vim.ui.select = function(items, _, choose) choose(items[1], 1) end

start()
wait_for('the diagnostic', function() return first_diagnostic(vim.env.RULE) end)
local found = first_diagnostic(vim.env.RULE)
local line = vim.api.nvim_buf_get_lines(0, found.lnum, found.lnum + 1, true)[1]
local marked = line:sub(found.col + 1, found.end_col)
if marked ~= vim.env.MARKED then fail('`' .. marked .. '` is marked in place of `' .. vim.env.MARKED .. '`') end

vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
vim.lsp.buf.code_action({ context = { only = { 'quickfix' }, diagnostics = vim.lsp.diagnostic.get_line_diagnostics and vim.lsp.diagnostic.get_line_diagnostics() or nil } })
wait_for('the fix', function()
  return vim.api.nvim_buf_get_lines(0, found.lnum, found.lnum + 1, true)[1]:find(vim.env.FIXED, 1, true)
end)
wait_for('the diagnostic to go', function() return not first_diagnostic(vim.env.RULE) end)

local version = vim.version()
print(('neovim %d.%d.%d: shows a diagnostic and applies a fix'):format(version.major, version.minor, version.patch))
vim.cmd('qall!')
