-- Neovim as a client: goes through the steps of facts.json in a second Neovim, which loads editors/neovim/perry.lua and
-- is driven by the keys a person presses.
-- Started by `cargo xtask editors neovim`, in a copy of the project; `perry` is on the PATH.

local HANG_MS = tonumber(vim.env.PERRY_PATIENCE) * 1000
local here = vim.fn.getcwd()

local inner = vim.fn.jobstart({
  vim.v.progpath, "--embed", "--headless", "-n", "-i", "NONE", "-u", vim.env.PERRY_EDITORS .. "/neovim/perry.lua",
}, { rpc = true })

local function call(name, ...)
  return vim.rpcrequest(inner, name, ...)
end

-- Runs Lua in the editor that is tested.
local function there(code, ...)
  return call("nvim_exec_lua", code, { ... })
end

local function press(keys)
  call("nvim_input", keys)
end

-- Waits until `see()` is `expected`; what it is instead is in the error.
local function wait_for(expected, see)
  local seen
  local is_so = vim.wait(HANG_MS, function()
    seen = see()
    return vim.deep_equal(seen, expected)
  end, 20)
  if not is_so then
    error("expected " .. vim.inspect(expected) .. "\nsaw " .. vim.inspect(seen), 0)
  end
end

-- What the inner Neovim is asked for again and again.
there([[
local function floating()
  return vim.tbl_filter(function(window)
    return vim.api.nvim_win_get_config(window).relative ~= ""
  end, vim.api.nvim_list_wins())
end

function _G.floating_lines()
  local lines = {}
  for _, window in ipairs(floating()) do
    vim.list_extend(lines, vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false))
  end
  return lines
end

function _G.close_floating()
  for _, window in ipairs(floating()) do
    vim.api.nvim_win_close(window, true)
  end
end

local function servers()
  local of_buffer = vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = 0 }) or vim.lsp.buf_get_clients(0)
  return vim.tbl_values(of_buffer)
end

function _G.count_of_servers()
  return #servers()
end

function _G.root_of_server()
  return servers()[1].config.root_dir
end

function _G.path_of(buffer)
  return vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ":.")
end

-- Columns count characters from 1, as `perry check` counts them; Neovim counts bytes from 0.
function _G.place_of(buffer, line, column)
  vim.fn.bufload(buffer)
  local text = vim.api.nvim_buf_get_lines(buffer, line, line + 1, false)[1] or ""
  return path_of(buffer) .. ":" .. (line + 1) .. ":" .. (vim.fn.strchars(text:sub(1, column)) + 1)
end

function _G.shown_diagnostics()
  local shown = {}
  for _, it in ipairs(vim.diagnostic.get()) do
    local start = vim.api.nvim_buf_get_offset(it.bufnr, it.lnum) + it.col
    local stop = vim.api.nvim_buf_get_offset(it.bufnr, it.end_lnum) + it.end_col
    local code = it.code or it.user_data.lsp.code
    local severity = vim.diagnostic.severity[it.severity]:lower()
    local place = place_of(it.bufnr, it.lnum, it.col)
    table.insert(shown, ("%s [%d..%d] %s %s: %s"):format(place, start, stop, severity, code, it.message))
  end
  table.sort(shown)
  return shown
end

function _G.listed_places()
  local places = {}
  for _, it in ipairs(vim.fn.getqflist()) do
    table.insert(places, place_of(it.bufnr, it.lnum - 1, it.col - 1))
  end
  table.sort(places)
  return places
end

function _G.text_of(file)
  return table.concat(vim.api.nvim_buf_get_lines(vim.fn.bufnr(file), 0, -1, false), "\n") .. "\n"
end

-- The line and column of a byte of the text, both from 0.
function _G.position_of(text, offset)
  local before = text:sub(1, offset)
  local _, line = before:gsub("\n", "")
  return line, #before:match("[^\n]*$")
end

function _G.go_to(file, text, offset)
  vim.cmd("buffer " .. file)
  local line, column = position_of(text, offset)
  vim.api.nvim_win_set_cursor(0, { line + 1, column })
end

-- As typing does it: a change of the buffer, not of the file.
function _G.replace(file, find, replacement)
  local text = text_of(file)
  local from, to = text:find(find, 1, true)
  assert(from, find .. " is not in " .. file)
  local line, column = position_of(text, from - 1)
  local end_line, end_column = position_of(text, to)
  local lines = vim.split(replacement, "\n", { plain = true })
  vim.api.nvim_buf_set_text(vim.fn.bufnr(file), line, column, end_line, end_column, lines)
end
]])

local function put_cursor(file, anchor, where)
  local text = there("return text_of(...)", file)
  local from, to = text:find(anchor, 1, true)
  assert(from, anchor .. " is not in " .. file)
  there("go_to(...)", file, text, where == "after" and to or from - 1)
end

-- What `perry check` says of the disk.
local function checked()
  local said = {}
  for _, line in ipairs(vim.fn.systemlist("perry check --format json")) do
    local it = vim.fn.json_decode(line)
    if it.code then
      local message = it.message .. (it.help ~= vim.NIL and "\nhelp: " .. it.help or "")
      for _, note in ipairs(it.notes) do
        message = message .. "\nnote: " .. note
      end
      local place = ("%s:%d:%d [%d..%d]"):format(it.file, it.line, it.column, it.span.start, it.span["end"])
      table.insert(said, ("%s %s %s: %s"):format(place, it.severity, it.code, message))
    end
  end
  table.sort(said)
  return said
end

local steps = {}

function steps.open(step)
  there("vim.cmd('edit ' .. ...)", step.file)
  wait_for(1, function()
    return there("return count_of_servers()")
  end)
  wait_for(here, function()
    return there("return root_of_server()")
  end)
end

function steps.diagnostics(step)
  wait_for(step.expect, function()
    return there("return shown_diagnostics()")
  end)
  local disk = checked()
  if vim.deep_equal(disk, step.expect) ~= (step.disk == "equal") then
    error("expected that `perry check` is " .. step.disk .. "\nit says " .. vim.inspect(disk), 0)
  end
end

function steps.edit(step)
  there("replace(...)", step.file, step.find, step.replace)
end

function steps.save(step)
  there("vim.cmd('buffer ' .. ...)", step.file)
  there("vim.cmd('write')")
end

function steps.text(step)
  wait_for(step.expect, function()
    return there("return text_of(...)", step.file)
  end)
end

function steps.hover(step)
  put_cursor(step.file, step.at)
  press("K")
  local shown
  wait_for(step.expect, function()
    shown = there("return floating_lines()")
    local expected = vim.tbl_filter(function(line)
      return vim.tbl_contains(shown, line)
    end, step.expect)
    return #expected == #step.expect and expected or shown
  end)
  there("close_floating()")
end

function steps.definition(step)
  put_cursor(step.file, step.at)
  press("gd")
  wait_for(step.expect, function()
    return there([[
      local cursor = vim.api.nvim_win_get_cursor(0)
      return { place_of(vim.api.nvim_get_current_buf(), cursor[1] - 1, cursor[2]) }
    ]])
  end)
end

function steps.references(step)
  put_cursor(step.file, step.at)
  press("grr")
  wait_for(step.expect, function()
    return there("return listed_places()")
  end)
  there("vim.cmd('cclose')")
end

function steps.completion(step)
  put_cursor(step.file, step.after, "after")
  press("A<C-x><C-o>")
  wait_for(step.expect, function()
    local offered = there([[
      return vim.tbl_map(function(item) return item.abbr ~= "" and item.abbr or item.word end,
        vim.fn.complete_info({ "items" }).items)
    ]])
    table.sort(offered)
    return offered
  end)
  press("<C-e><Esc>")
  wait_for("n", function()
    return call("nvim_get_mode").mode
  end)
end

function steps.rename(step)
  put_cursor(step.file, step.at)
  press("grn")
  wait_for("c", function()
    return call("nvim_get_mode").mode
  end)
  press("<C-u>" .. step.to .. "<CR>")
end

local function run()
  local facts = vim.fn.json_decode(vim.fn.readfile(vim.env.PERRY_FACTS))
  for number, step in ipairs(facts) do
    local is_good, problem = pcall(steps[step["do"]], step)
    if not is_good then
      error(("step %d, %s of %s: %s"):format(number, step["do"], step.file or "all", problem), 0)
    end
  end
  return #facts
end

local is_good, result = pcall(run)
vim.fn.jobstop(inner)
local version = vim.version()
if is_good then
  io.stderr:write(("version %d.%d, %d steps\n"):format(version.major, version.minor, result))
  vim.cmd("qall!")
else
  io.stderr:write(("version %d.%d in %s: %s\n"):format(version.major, version.minor, here, result))
  vim.cmd("cquit 1")
end
