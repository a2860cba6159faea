//! The language server: what an editor is told about rules and TOML forms while somebody writes them.
//!
//! In: messages of the Language Server Protocol, one after the other. Out: answers, and marks of everything that the
//! lint finds in the texts as they stand in the editor. Invariant: it only ever reads; an answer depends on the open
//! texts and the project below them and on nothing else; a message that is not understood changes nothing.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

mod addresses;
mod completion;
mod desk;
mod findings;
mod form;
mod keys;
mod positions;
mod rename;
mod rule;
mod slot;
mod subject;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CompletionOptions, Contents, DidChangeTextDocumentParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, Hover, Location, MarkupContent, MarkupKind,
    PrepareRenamePlaceholder, PublishDiagnosticsParams, RenameOptions, RenameParams, ServerCapabilities,
    TextDocumentContentChangeEvent, TextDocumentPositionParams, TextDocumentSyncKind, TextEdit, Uri,
    WorkspaceEdit,
};
use lsp_server::{ErrorCode, Message, Notification, Request, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use addresses::path as path_of;
use desk::Desk;
use slot::Slot;

use crate::model::day::Day;

/// What a server can do, as it says it to an editor.
#[must_use]
pub fn capabilities() -> ServerCapabilities {
    let triggers = [".", "\"", "{", "[", "=", " "].map(str::to_owned);
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncKind::Incremental.into()),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(triggers.into()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        code_action_provider: Some(true.into()),
        rename_provider: Some(
            RenameOptions { prepare_provider: Some(true), ..RenameOptions::default() }.into(),
        ),
        ..ServerCapabilities::default()
    }
}

/// A server for one project.
pub struct Server {
    /// The project's folder, as the editor knows it.
    folder: Utf8PathBuf,
    desk: Desk,
    /// Addresses of open files as the editor writes them, by path in the project.
    open: BTreeMap<String, Uri>,
    /// Files that are marked.
    marked: BTreeSet<String>,
    /// Whether something has changed since the project was read.
    stale: bool,
}

/// Why a request has no answer.
struct Fault(ErrorCode, String);

/// A place that an editor asks about.
struct Asked {
    path: String,
    text: Arc<str>,
    slot: Option<Slot>,
    offset: usize,
}

impl Server {
    /// A server for the project in a folder.
    #[must_use]
    pub fn new(folder: Utf8PathBuf, as_of: Day) -> Self {
        let desk = Desk::new(folder.clone(), as_of);
        Self { folder, desk, open: BTreeMap::new(), marked: BTreeSet::new(), stale: true }
    }

    /// Whether something has changed that [`Self::settle`] has not looked at yet.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.stale
    }

    /// Reads the project under the open texts, and marks what is wrong.
    pub fn settle(&mut self, as_of: Day) -> Vec<Message> {
        self.stale = false;
        self.desk.read_again(as_of);
        let places = self.desk.project.problems.iter().filter_map(|problem| problem.place.as_ref());
        let wrong: BTreeSet<String> = places.map(|place| place.file.to_string()).collect();
        let now: BTreeSet<String> = wrong.into_iter().chain(self.open.keys().cloned()).collect();
        let mut out = Vec::new();
        for path in now.union(&self.marked) {
            let text = self.desk.text(path).unwrap_or_default();
            let shown = now.contains(path);
            let marks = findings::marks(&self.desk, path, &text, |path| self.address(path));
            let params = PublishDiagnosticsParams {
                uri: self.address(path),
                version: None,
                diagnostics: if shown { marks } else { Vec::new() },
            };
            out.push(notification("textDocument/publishDiagnostics", params));
        }
        self.marked = now;
        out
    }

    /// Takes in a notification.
    pub fn note(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match method.as_str() {
            "textDocument/didOpen" => {
                let Some(params) = read::<DidOpenTextDocumentParams>(params) else { return };
                let document = params.text_document;
                if let Some(path) = self.path(&document.uri.0) {
                    self.open.insert(path.clone(), document.uri);
                    self.lay(&path, document.text);
                }
            }
            "textDocument/didChange" => {
                let Some(params) = read::<DidChangeTextDocumentParams>(params) else { return };
                let uri = &params.text_document.text_document_identifier.uri;
                let Some(path) = self.path(&uri.0).filter(|path| self.open.contains_key(path)) else {
                    return;
                };
                let mut text = self.desk.text(&path).unwrap_or_default().to_string();
                for change in params.content_changes {
                    apply(&mut text, change);
                }
                self.lay(&path, text);
            }
            "textDocument/didClose" => {
                let Some(params) = read::<DidCloseTextDocumentParams>(params) else { return };
                if let Some(path) = self.path(&params.text_document.uri.0) {
                    self.open.remove(&path);
                    self.desk.overlay.lift(&path);
                    self.stale = true;
                }
            }
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => self.stale = true,
            _ => {}
        }
    }

    fn lay(&mut self, path: &str, text: String) {
        self.desk.overlay.lay(path, text.into());
        self.stale = true;
    }

    /// Answers a request.
    pub fn answer(&mut self, request: Request, as_of: Day) -> Response {
        let Request { id, method, params } = request;
        // What speaks of problems and of places in other files must see the texts as they are.
        let looks_around = matches!(
            method.as_str(),
            "textDocument/codeAction" | "textDocument/definition" | "textDocument/rename"
        );
        if self.stale && looks_around {
            self.desk.read_again(as_of);
        }
        let answered = match method.as_str() {
            "textDocument/completion" => self.complete(params),
            "textDocument/hover" => self.hover(params),
            "textDocument/definition" => self.definition(params),
            "textDocument/prepareRename" => self.prepare_rename(params),
            "textDocument/rename" => self.rename(params),
            "textDocument/codeAction" => self.cures(params),
            _ => {
                Err(Fault(ErrorCode::MethodNotFound, format!("`{method}` is nothing that this server does")))
            }
        };
        match answered {
            Ok(value) => Response::new_ok(id, value),
            Err(Fault(code, message)) => Response::new_err(id, code as i32, message),
        }
    }

    fn asked(&self, params: &Value) -> Result<Option<Asked>, Fault> {
        let params: TextDocumentPositionParams = required(params.clone())?;
        let Some(path) = self.path(&params.text_document.uri.0) else { return Ok(None) };
        let Some(text) = self.desk.text(&path) else { return Ok(None) };
        let offset = positions::offset(&text, params.position);
        let slot = self.desk.slot(&path, &text, offset);
        Ok(Some(Asked { path, text, slot, offset }))
    }

    fn complete(&self, params: Value) -> Result<Value, Fault> {
        let Some(asked) = self.asked(&params)? else { return Ok(Value::Null) };
        answer(&completion::complete(&self.desk, &asked.path, &asked.text, asked.offset))
    }

    fn hover(&self, params: Value) -> Result<Value, Fault> {
        let Some(Asked { text, slot: Some(slot), .. }) = self.asked(&params)? else { return Ok(Value::Null) };
        let said = subject::subject(&self.desk, &text, &slot).and_then(|it| subject::says(&self.desk, &it));
        let Some(value) = said else { return Ok(Value::Null) };
        let contents = Contents::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value });
        answer(&Hover { contents, range: Some(positions::span(&text, &slot.span)) })
    }

    fn definition(&self, params: Value) -> Result<Value, Fault> {
        let Some(Asked { path, text, slot: Some(slot), .. }) = self.asked(&params)? else {
            return Ok(Value::Null);
        };
        let subject = subject::subject(&self.desk, &text, &slot);
        let place = subject.and_then(|subject| subject::declared(&self.desk, &path, &text, &subject));
        let Some(place) = place else { return Ok(Value::Null) };
        let there = self.desk.text(&place.file).unwrap_or_default();
        answer(&Location { uri: self.address(&place.file), range: positions::span(&there, &place.span) })
    }

    fn prepare_rename(&self, params: Value) -> Result<Value, Fault> {
        let Some(Asked { text, slot: Some(slot), .. }) = self.asked(&params)? else { return Ok(Value::Null) };
        let Some(key) = rename::can_rename(&text, &slot) else { return Ok(Value::Null) };
        let range = positions::span(&text, &slot.span);
        answer(&PrepareRenamePlaceholder { range, placeholder: key.to_owned() })
    }

    fn rename(&self, params: Value) -> Result<Value, Fault> {
        let new = params.get("newName").and_then(Value::as_str).unwrap_or_default().to_owned();
        let _: RenameParams = required(params.clone())?;
        let nothing =
            || Fault(ErrorCode::InvalidRequest, "there is nothing here that can be renamed".to_owned());
        let Some(Asked { path, text, slot: Some(slot), .. }) = self.asked(&params)? else {
            return Err(nothing());
        };
        let edits = rename::rename(&self.desk, &path, &text, &slot, &new);
        let edits = edits.map_err(|why| Fault(ErrorCode::RequestFailed, why))?;
        let changes = edits.into_iter().map(|(path, places)| {
            let text = self.desk.text(&path).unwrap_or_default();
            let edit = |span| TextEdit { range: positions::span(&text, &span), new_text: new.clone() };
            (self.address(&path), places.into_iter().map(edit).collect())
        });
        answer(&edit_of(changes.collect()))
    }

    fn cures(&self, params: Value) -> Result<Value, Fault> {
        let params: CodeActionParams = required(params)?;
        let Some(path) = self.path(&params.text_document.uri.0) else { return Ok(Value::Null) };
        let Some(text) = self.desk.text(&path) else { return Ok(Value::Null) };
        let asked = positions::offset(&text, params.range.start)..positions::offset(&text, params.range.end);
        let marks = findings::marks(&self.desk, &path, &text, |path| self.address(path));
        let action = |cure: findings::Cure| {
            let range = positions::span(&text, &cure.span);
            let problem = self.desk.project.problems.get(cure.problem);
            let mark = problem.and_then(|problem| {
                let code = problem.code.word().to_owned();
                marks
                    .iter()
                    .find(|mark| mark.code == Some(code.clone().into()) && overlaps(mark.range, range))
            });
            let written = text.get(cure.span.clone()).unwrap_or_default();
            let edit = TextEdit { range, new_text: cure.word.clone() };
            CodeAction {
                title: format!("Write {} instead of {written}", cure.word),
                kind: Some(CodeActionKind::QuickFix),
                diagnostics: mark.map(|mark| vec![mark.clone()]),
                is_preferred: Some(true),
                edit: Some(edit_of(HashMap::from([(self.address(&path), vec![edit])]))),
                ..CodeAction::default()
            }
        };
        let cures = findings::cures(&self.desk, &path, &text, &asked);
        answer(&cures.into_iter().map(action).collect::<Vec<_>>())
    }

    /// The path in the project of an address.
    fn path(&self, address: &str) -> Option<String> {
        let path = addresses::path(address)?;
        let inside = path.strip_prefix(&self.folder).ok()?;
        Some(inside.components().map(|part| part.as_str()).collect::<Vec<_>>().join("/"))
    }

    /// The address of a path in the project: as the editor writes it, where it is open there.
    fn address(&self, path: &str) -> Uri {
        let made = || Uri(addresses::address(&self.folder.join(Utf8Path::new(path))));
        self.open.get(path).cloned().unwrap_or_else(made)
    }
}

fn overlaps(a: gen_lsp_types::Range, b: gen_lsp_types::Range) -> bool {
    a.start <= b.end && b.start <= a.end
}

fn edit_of(changes: HashMap<Uri, Vec<TextEdit>>) -> WorkspaceEdit {
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}

/// Writes a change into a text.
fn apply(text: &mut String, change: TextDocumentContentChangeEvent) {
    match change {
        TextDocumentContentChangeEvent::TextDocumentContentChangePartial(change) => {
            let start = positions::offset(text, change.range.start);
            let end = positions::offset(text, change.range.end).max(start);
            text.replace_range(start..end, &change.text);
        }
        TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(change) => *text = change.text,
    }
}

/// What a message says, where it can be understood.
fn read<T: DeserializeOwned>(params: Value) -> Option<T> {
    serde_json::from_value(params).ok()
}

fn required<T: DeserializeOwned>(params: Value) -> Result<T, Fault> {
    serde_json::from_value(params).map_err(|error| Fault(ErrorCode::InvalidParams, error.to_string()))
}

fn answer<T: serde::Serialize>(value: &T) -> Result<Value, Fault> {
    serde_json::to_value(value).map_err(|error| Fault(ErrorCode::InternalError, error.to_string()))
}

fn notification<T: serde::Serialize>(method: &str, params: T) -> Message {
    let params = serde_json::to_value(params).unwrap_or_default();
    Message::Notification(Notification { method: method.to_owned(), params })
}
