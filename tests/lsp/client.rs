//! An editor, as far as a server can tell: it starts the program and speaks to it in frames.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// Longer than anything takes on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A session with a server.
pub struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    output: Receiver<Value>,
    folder: PathBuf,
    next: i64,
    /// Notifications that came while an answer was waited for.
    pub heard: Vec<Value>,
}

impl Editor {
    /// Starts a server in a folder; nothing is said yet.
    pub fn start(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dondoc"))
            .arg("lsp")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let (send, output) = channel();
        let mut from = BufReader::new(child.stdout.take().expect("its output"));
        thread::spawn(move || {
            while let Some(message) = frame(&mut from) {
                if send.send(message).is_err() {
                    return;
                }
            }
        });
        let input = child.stdin.take();
        let folder = folder.canonicalize().expect("a folder");
        Self { child, input, output, folder, next: 0, heard: Vec::new() }
    }

    /// Starts a server and introduces the editor.
    pub fn begin(folder: &Path) -> Self {
        let mut editor = Self::start(folder);
        let root = editor.address("");
        let answer =
            editor.ask("initialize", json!({ "processId": null, "rootUri": root, "capabilities": {} }));
        assert!(answer["result"]["capabilities"]["hoverProvider"].as_bool().unwrap(), "{answer}");
        editor.tell("initialized", json!({}));
        editor
    }

    /// The address of a file of the project.
    pub fn address(&self, path: &str) -> String {
        let whole = self.folder.join(path);
        format!("file://{}", whole.to_str().expect("UTF-8").trim_end_matches('/'))
    }

    pub fn send(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("an open input");
        input.write_all(bytes).and_then(|()| input.flush()).expect("a server that listens");
    }

    fn put(&mut self, message: &Value) {
        let text = message.to_string();
        self.send(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        self.put(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// The whole answer to a request.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.put(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.output.recv_timeout(PATIENCE).expect("an answer");
            if message["id"] == id {
                return message;
            }
            self.heard.push(message);
        }
    }

    /// The result of a request that succeeds.
    pub fn result(&mut self, method: &str, params: Value) -> Value {
        let answer = self.ask(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    pub fn open(&mut self, path: &str, text: &str) {
        let uri = self.address(path);
        let document = json!({ "uri": uri, "languageId": "any", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Replaces the whole text.
    pub fn change(&mut self, path: &str, text: &str) {
        let uri = self.address(path);
        self.tell(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "text": text }] }),
        );
    }

    /// The next marks of a file.
    pub fn marks(&mut self, path: &str) -> Vec<Value> {
        let uri = self.address(path);
        let of_file = |message: &Value| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri.as_str()
        };
        if let Some(at) = self.heard.iter().position(of_file) {
            return self.heard.remove(at)["params"]["diagnostics"].as_array().unwrap().clone();
        }
        loop {
            let message = self.output.recv_timeout(PATIENCE).expect("marks");
            if of_file(&message) {
                return message["params"]["diagnostics"].as_array().unwrap().clone();
            }
            self.heard.push(message);
        }
    }

    /// What is asked about the place of `¦` in a text, which is opened without it.
    pub fn at(&mut self, path: &str, marked: &str) -> Value {
        let (before, _) = marked.split_once('¦').expect("a place");
        let text = marked.replacen('¦', "", 1);
        self.open(path, &text);
        place(&self.address(path), before)
    }

    /// The next message, whatever it is.
    pub fn hear(&mut self) -> Value {
        self.output.recv_timeout(PATIENCE).expect("a message")
    }

    /// Closes the input, and waits for the end.
    pub fn leave(mut self) -> (Option<i32>, String) {
        drop(self.input.take());
        self.end()
    }

    /// Waits for the end.
    pub fn end(mut self) -> (Option<i32>, String) {
        let status = self.child.wait().expect("an end");
        let mut said = String::new();
        self.child.stderr.take().expect("its errors").read_to_string(&mut said).expect("UTF-8");
        (status.code(), said)
    }
}

/// The end of a text as a position, in UTF-16 units.
pub fn place(uri: &str, before: &str) -> Value {
    let line = before.matches('\n').count();
    let character = before.rsplit('\n').next().unwrap_or("").encode_utf16().count();
    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } })
}

/// The letters of a range.
pub fn within(text: &str, range: &Value) -> String {
    let byte = |position: &Value| {
        let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
        let mut left = usize::try_from(position["character"].as_u64().unwrap()).unwrap();
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut at = start;
        for c in text[start..].chars() {
            if left == 0 {
                break;
            }
            left -= c.len_utf16();
            at += c.len_utf8();
        }
        at
    };
    text[byte(&range["start"])..byte(&range["end"])].to_owned()
}

/// A text after the edits of a file.
pub fn edited(text: &str, edits: &Value) -> String {
    let mut places: Vec<(usize, usize, String)> = Vec::new();
    for edit in edits.as_array().unwrap() {
        let whole = json!({ "start": { "line": 0, "character": 0 }, "end": edit["range"]["start"] });
        let from = within(text, &whole).len();
        let to = from + within(text, &edit["range"]).len();
        places.push((from, to, edit["newText"].as_str().unwrap().to_owned()));
    }
    places.sort_by_key(|place| std::cmp::Reverse(place.0));
    let mut out = text.to_owned();
    for (from, to, new) in places {
        out.replace_range(from..to, &new);
    }
    out
}

fn frame(from: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some((_, value)) => length = value.parse().ok()?,
            None => break,
        }
    }
    let mut bytes = vec![0; length];
    from.read_exact(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}
