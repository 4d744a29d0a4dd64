//! The client: an editor for chores, which speaks the protocol to the real `perry lsp` over its pipes.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

/// One client and its server.
pub struct Editor {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    /// The last message that came, and behind it what is left of longer ones: megabytes of fresh memory would count as
    /// time of the server.
    body: Vec<u8>,
    perry: PathBuf,
    root: PathBuf,
    next_id: i64,
}

impl Editor {
    /// Starts a server for the project at `root` and greets it.
    pub fn start(perry: &Path, root: &Path) -> Result<Editor> {
        let mut child = Command::new(perry)
            .arg("lsp")
            .current_dir(root)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| perry.display().to_string())?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let input = input.context("the pipe was asked for")?;
        let output = BufReader::new(output.context("the pipe was asked for")?);
        let mut editor = Editor {
            child,
            input,
            output,
            body: Vec::new(),
            perry: perry.to_owned(),
            root: root.to_owned(),
            next_id: 0,
        };
        let capabilities = json!({
            "general": { "positionEncodings": ["utf-8", "utf-16"] },
            "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } },
            "window": { "workDoneProgress": true },
        });
        editor.ask("initialize", json!({ "rootUri": editor.uri(""), "capabilities": capabilities }))?;
        editor.tell("initialized", json!({}))?;
        Ok(editor)
    }

    pub fn uri(&self, path: &str) -> String {
        format!("file://{}", self.root.join(path).display())
    }

    pub fn tell(&mut self, method: &str, params: Value) -> Result<()> {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    /// Asks and waits for the answer; what else comes meanwhile is dropped.
    pub fn ask(&mut self, method: &str, params: Value) -> Result<Value> {
        self.next_id += 1;
        let id = self.next_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))?;
        loop {
            let message = self.receive()?;
            if message["id"] == json!(id) {
                if let Some(error) = message.get("error") {
                    bail!("{method}: {error}");
                }
                return Ok(message["result"].clone());
            }
        }
    }

    /// Asks and gives the milliseconds until the answer is here, unread.
    pub fn time(&mut self, method: &str, params: Value) -> Result<f64> {
        self.next_id += 1;
        let begun = Instant::now();
        let id = self.next_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))?;
        loop {
            let body = self.receive_body()?;
            let took = begun.elapsed().as_secs_f64() * 1000.0;
            let message: Value = serde_json::from_slice(body)?;
            if message["id"] == json!(id) && message.get("method").is_none() {
                match message.get("error") {
                    Some(error) => bail!("{method}: {error}"),
                    None => return Ok(took),
                }
            }
        }
    }

    /// Waits until the server says that the program is read and what it found out is written.
    pub fn loaded(&mut self) -> Result<()> {
        while self.receive()?["params"]["value"]["kind"] != "end" {}
        Ok(())
    }

    /// Waits for the next diagnostics of a file.
    pub fn diagnostics(&mut self, path: &str) -> Result<()> {
        let uri = self.uri(path);
        loop {
            let message = self.receive()?;
            if message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri {
                return Ok(());
            }
        }
    }

    pub fn open(&mut self, path: &str, text: &str) -> Result<()> {
        let uri = self.uri(path);
        let item = json!({ "uri": uri, "languageId": "typescript", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": item }))
    }

    /// Replaces the bytes of a range by a text.
    pub fn edit(&mut self, path: &str, version: i64, range: Value, text: &str) -> Result<()> {
        let document = json!({ "uri": self.uri(path), "version": version });
        let changes = json!([{ "range": range, "text": text }]);
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }))
    }

    /// Resident memory of the server and of the host that works for it, in megabytes, now (`VmRSS`) or at most (`VmHWM`).
    pub fn memory(&self, row: &str) -> Result<f64> {
        let host = host(&self.perry, &self.root)?;
        [Some(self.child.id()), host].into_iter().flatten().map(|pid| resident(pid, row)).sum()
    }

    /// Says goodbye and waits for the end of the server.
    pub fn stop(mut self) -> Result<()> {
        self.ask("shutdown", Value::Null)?;
        self.tell("exit", Value::Null)?;
        self.child.wait()?;
        Ok(())
    }

    fn send(&mut self, message: &Value) -> Result<()> {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        Ok(self.input.flush()?)
    }

    fn receive(&mut self) -> Result<Value> {
        Ok(serde_json::from_slice(self.receive_body()?)?)
    }

    fn receive_body(&mut self) -> Result<&[u8]> {
        let mut len = 0;
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line)? == 0 {
                bail!("the server ended");
            }
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", value)) => len = value.parse()?,
                Some(_) => {}
                None => break,
            }
        }
        if self.body.len() < len {
            self.body.resize(len, 0);
        }
        self.output.read_exact(&mut self.body[..len])?;
        Ok(&self.body[..len])
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        // One that was stopped is gone already.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// The process of the project's shared host, if one runs.
pub fn host(perry: &Path, root: &Path) -> Result<Option<u32>> {
    let output = Command::new(perry).args(["doctor", "--format", "json"]).current_dir(root).output()?;
    let items = String::from_utf8(output.stdout)?;
    let items = items.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>()?;
    let pid = items.iter().find_map(|item| item["status"]["pid"].as_u64());
    Ok(pid.map(u32::try_from).transpose()?)
}

/// Resident memory of a process in megabytes, by the row of its status.
pub fn resident(pid: u32, row: &str) -> Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let value = status.lines().find_map(|line| line.strip_prefix(row)?.strip_prefix(':'));
    Ok(value.with_context(|| row.to_owned())?.trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
}
