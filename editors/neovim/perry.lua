-- `perry lsp` in Neovim 0.7 and newer, without a plugin.
-- Put this file into `~/.config/nvim/plugin/`, and `perry` on the PATH.

local languages = { "typescript", "javascript" }

-- The folder of the project: the nearest one above the file that says it is one, else the file's own.
local function root_of(file)
  local folder = vim.fn.fnamemodify(file, ":p:h")
  for _, name in ipairs({ "perry.toml", "package.json", "tsconfig.json" }) do
    local found = vim.fn.findfile(name, vim.fn.escape(folder, " ,;\\") .. ";")
    if found ~= "" then
      return vim.fn.fnamemodify(found, ":p:h")
    end
  end
  return folder
end

-- The keys that Neovim 0.11 has from the start, in every version.
local function on_attach(_, buffer)
  local function key(keys, action)
    vim.keymap.set("n", keys, action, { buffer = buffer })
  end
  key("K", vim.lsp.buf.hover)
  key("gd", vim.lsp.buf.definition)
  key("grr", vim.lsp.buf.references)
  key("gri", vim.lsp.buf.implementation)
  key("grn", vim.lsp.buf.rename)
  key("gra", vim.lsp.buf.code_action)
  vim.bo[buffer].omnifunc = "v:lua.vim.lsp.omnifunc" -- CTRL-X CTRL-O completes
end

-- Servers that run, by the folder of their project; newer versions keep such a list themselves.
local running = {}

local function start(buffer, root)
  local server = { name = "perry", cmd = { "perry", "lsp" }, root_dir = root, on_attach = on_attach }
  if vim.lsp.start then
    vim.lsp.start(server, { bufnr = buffer })
    return
  end
  server.on_exit = function()
    running[root] = nil
  end
  running[root] = running[root] or vim.lsp.start_client(server)
  if running[root] then
    vim.lsp.buf_attach_client(buffer, running[root])
  end
end

vim.api.nvim_create_autocmd("FileType", {
  pattern = languages,
  callback = function(event)
    local file = vim.api.nvim_buf_get_name(event.buf)
    if file ~= "" and vim.bo[event.buf].buftype == "" then
      start(event.buf, root_of(file))
    end
  end,
})
