-- `perry lsp` in Neovim 0.7 and newer, without a plugin.
-- Put this file into `~/.config/nvim/plugin/`, and `perry` on the PATH.

local languages = { "typescript", "javascript" }

-- The nearest folder, at this one or above, with one of these files.
local function folder_with(names, folder)
  for _, name in ipairs(names) do
    if vim.fn.filereadable(folder .. "/" .. name) == 1 then
      return folder
    end
  end
  local above = vim.fn.fnamemodify(folder, ":h")
  return above ~= folder and folder_with(names, above) or nil
end

-- The folder of the project, as `perry check` finds it; where none says it is one, a tsconfig.json tells.
local function root_of(file)
  local folder = vim.fn.fnamemodify(file, ":p:h")
  return folder_with({ "perry.toml", "package.json" }, folder) or folder_with({ "tsconfig.json" }, folder) or folder
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
