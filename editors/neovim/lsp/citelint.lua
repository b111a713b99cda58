-- The language server of citelint, for Neovim 0.11 and later. Copy this file to `lsp/` in the
-- folder of your configuration, and add to `init.lua`:
--
--   vim.filetype.add({ extension = { wikitext = 'wikitext', wt = 'wikitext', mediawiki = 'wikitext', mw = 'wikitext', wiki = 'wikitext' } })
--   vim.lsp.enable('citelint')

return {
  cmd = { 'citelint', 'lsp' },
  filetypes = { 'wikitext', 'mediawiki' },
  root_markers = { 'citelint.toml', '.git' },
}
