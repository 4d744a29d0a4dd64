//! The client: what is sent to it, and what it said it can do.

use crossbeam_channel::Sender;
use lsp_server::{ErrorCode, RequestId};
use serde::Serialize;
use serde_json::{Value, json};

/// The way to the client. Only the main loop has it.
pub struct Client {
    sender: Sender<String>,
    next_id: i32,
}

/// What a request ends with when there is no answer.
#[derive(Clone, Debug)]
pub struct Failure {
    pub code: i32,
    pub message: String,
}

impl Failure {
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Failure {
        Failure { code: code as i32, message: message.into() }
    }

    /// The request is understood and cannot be carried out; `message` is for people.
    pub fn refused(message: impl Into<String>) -> Failure {
        Failure::new(ErrorCode::RequestFailed, message)
    }
}

impl Client {
    pub fn new(sender: Sender<String>) -> Client {
        Client { sender, next_id: 0 }
    }

    /// The one answer to a request.
    pub fn answer(&self, id: &RequestId, answer: Result<Value, Failure>) {
        self.send(match answer {
            Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
            Err(failure) => {
                let error = json!({ "code": failure.code, "message": failure.message });
                json!({ "jsonrpc": "2.0", "id": id, "error": error })
            }
        });
    }

    pub fn notify(&self, method: &str, params: impl Serialize) {
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Asks the client; nothing waits for the answer.
    pub fn ask(&mut self, method: &str, params: Value) {
        self.next_id += 1;
        let id = format!("perry-{}", self.next_id);
        self.send(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
    }

    /// A line in the client's log of the server. Kinds: 1 error, 2 warning, 3 information.
    pub fn log(&self, kind: u8, message: &str) {
        self.notify("window/logMessage", json!({ "type": kind, "message": message }));
    }

    pub fn send(&self, message: Value) {
        self.put(message.to_string());
    }

    /// Sends what is JSON already.
    pub fn put(&self, message: String) {
        // A client that is gone closes the other direction too, which ends the loop.
        self.sender.send(message).ok();
    }
}
