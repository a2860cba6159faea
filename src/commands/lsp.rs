//! `dondoc lsp`: the language server over standard input and output.

mod frames;

use std::io::{BufReader, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use dondoc::lsp::{Server, capabilities, path_of};
use lsp_server::{ErrorCode, Message, Request, Response};
use serde_json::{Value, json};

use super::{Outcome, clock};
use crate::cli::Global;
use frames::Frame;

/// How long nobody must type before the project is read again.
const PAUSE: Duration = Duration::from_millis(40);

/// How far a session is.
enum Stage {
    /// Nobody has introduced himself yet.
    Waiting,
    Running(Box<Server>),
    /// It was asked to end; nothing more is answered.
    Ending,
}

/// Serves one editor until it says good-bye, or goes away.
pub fn run(global: &Global) -> anyhow::Result<Outcome> {
    let (send, incoming) = channel();
    // Nobody waits for this thread: it ends with its input, or with the process.
    thread::Builder::new().name("reader".to_owned()).spawn(move || {
        let mut input = BufReader::new(std::io::stdin());
        loop {
            let frame = frames::read(&mut input);
            let last = matches!(frame, Frame::End);
            if send.send(frame).is_err() || last {
                return;
            }
        }
    })?;
    let mut session = Session { global, stage: Stage::Waiting };
    session.serve(&incoming)
}

struct Session<'g> {
    global: &'g Global,
    stage: Stage,
}

impl Session<'_> {
    fn serve(&mut self, incoming: &Receiver<Frame>) -> anyhow::Result<Outcome> {
        loop {
            let stale = matches!(&self.stage, Stage::Running(server) if server.is_stale());
            let frame = if stale {
                match incoming.recv_timeout(PAUSE) {
                    Ok(frame) => frame,
                    Err(RecvTimeoutError::Timeout) => {
                        if !self.settle()? {
                            return Ok(Outcome::Done);
                        }
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => Frame::End,
                }
            } else {
                incoming.recv().unwrap_or(Frame::End)
            };
            let answer = match frame {
                Frame::End => return Ok(Outcome::Done),
                Frame::Broken(why) => Some(broken(&why)),
                Frame::Message(Message::Notification(note)) if note.method == "exit" => {
                    let asked = matches!(self.stage, Stage::Ending);
                    return Ok(if asked { Outcome::Done } else { Outcome::Failed });
                }
                Frame::Message(Message::Notification(note)) => {
                    if let Stage::Running(server) = &mut self.stage {
                        // What is in the server is texts and what was read of them: nothing half done can stay.
                        let _ = catch_unwind(AssertUnwindSafe(|| server.note(note)));
                    }
                    None
                }
                Frame::Message(Message::Request(request)) => Some(self.answer(request)?.into()),
                Frame::Message(Message::Response(_)) => None,
            };
            if let Some(answer) = answer
                && !put(&answer)
            {
                return Ok(Outcome::Done);
            }
        }
    }

    /// Looks at what has changed; false where nobody listens any more.
    fn settle(&mut self) -> anyhow::Result<bool> {
        let as_of = clock::today()?;
        let Stage::Running(server) = &mut self.stage else { return Ok(true) };
        let marks = catch_unwind(AssertUnwindSafe(|| server.settle(as_of))).unwrap_or_default();
        Ok(marks.iter().all(put))
    }

    fn answer(&mut self, request: Request) -> anyhow::Result<Response> {
        let refuse = |id, code: ErrorCode, why: &str| Response::new_err(id, code as i32, why.to_owned());
        let as_of = clock::today()?;
        Ok(match (&mut self.stage, request.method.as_str()) {
            (Stage::Waiting, "initialize") => {
                let folder = folder(&self.global.project, &request.params);
                self.stage = Stage::Running(Box::new(Server::new(folder, as_of)));
                let version = env!("CARGO_PKG_VERSION");
                let about = json!({
                    "capabilities": serde_json::to_value(capabilities())?,
                    "serverInfo": { "name": "dondoc", "version": version },
                });
                Response::new_ok(request.id, about)
            }
            (Stage::Waiting, _) => {
                refuse(request.id, ErrorCode::ServerNotInitialized, "`initialize` comes first")
            }
            (Stage::Ending, _) => refuse(request.id, ErrorCode::InvalidRequest, "the session has ended"),
            (Stage::Running(_), "initialize") => {
                refuse(request.id, ErrorCode::InvalidRequest, "`initialize` comes once")
            }
            (Stage::Running(_), "shutdown") => {
                self.stage = Stage::Ending;
                Response::new_ok(request.id, Value::Null)
            }
            (Stage::Running(server), _) => {
                let id = request.id.clone();
                let answered = catch_unwind(AssertUnwindSafe(|| server.answer(request, as_of)));
                answered.unwrap_or_else(|_| refuse(id, ErrorCode::InternalError, "a fault of dondoc's own"))
            }
        })
    }
}

/// The project's folder: the one that was named, or that around what the editor has open.
fn folder(named: &Utf8Path, params: &Value) -> Utf8PathBuf {
    let real = |path: &Utf8Path| path.canonicalize_utf8().unwrap_or_else(|_| path.to_owned());
    let is_project = |path: &Utf8Path| path.join("rules").is_dir() && path.join("data").is_dir();
    if named != Utf8Path::new(".") || is_project(named) {
        return real(named);
    }
    let first = params.pointer("/workspaceFolders/0/uri").or_else(|| params.get("rootUri"));
    let open = first.and_then(Value::as_str).and_then(path_of);
    let around = open.as_deref().and_then(|open| open.ancestors().find(|path| is_project(path)));
    around.map_or_else(|| real(named), Utf8Path::to_owned)
}

/// Writes a message; false where nobody listens any more.
fn put(message: &Message) -> bool {
    let mut out = std::io::stdout().lock();
    message.write(&mut out).and_then(|()| out.flush()).is_ok()
}

/// The answer to what could not be read: nobody knows whose it was.
fn broken(why: &str) -> Message {
    let text = format!("a message could not be read: {why}");
    let params = json!({ "type": 2, "message": text });
    Message::Notification(lsp_server::Notification { method: "window/logMessage".to_owned(), params })
}
