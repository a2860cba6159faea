//! Hearing of saves: which files of a project may have changed, and when to stop.
//!
//! What is heard is a hint and never the truth: whoever hears it looks at the whole project. So a save that is told
//! twice, late, or under the name of a file that an editor put in the place of another does no harm.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use anyhow::Context;
use camino::Utf8Path;
use notify_debouncer_full::notify::event::{EventKind, ModifyKind};
use notify_debouncer_full::notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent, Debouncer, NoCache, new_debouncer_opt};

/// Folders of a project whose files are heard of.
const HEARD: [&str; 2] = ["rules", "data"];
/// How long a file must be left alone: editors write, rename and set rights in quick order.
const QUIET: Duration = Duration::from_millis(15);
/// How often that is looked at.
const TICK: Duration = Duration::from_millis(5);
/// After a folder came or went, files in it may have been written before anybody listened there: look once more.
const AGAIN: Duration = Duration::from_millis(250);

/// What was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Files may have changed; their paths from the project folder, as far as anybody knows.
    Saved(Vec<String>),
    /// It is enough.
    Stop,
}

enum Message {
    Events(DebounceEventResult),
    Stop,
}

/// What listens.
pub struct Ears {
    root: PathBuf,
    messages: Receiver<Message>,
    debouncer: Debouncer<RecommendedWatcher, NoCache>,
    /// Whether a folder came or went, and nobody has looked again since.
    unsettled: bool,
}

impl Ears {
    /// Listens to a project folder, and for the signals that end a program.
    ///
    /// # Errors
    /// Where there is no such folder, or the system gives no news of it.
    pub fn open(project: &Utf8Path) -> anyhow::Result<Self> {
        let root = std::fs::canonicalize(project)
            .ok()
            .filter(|root| root.is_dir())
            .with_context(|| format!("there is no project folder {project}"))?;
        let (sender, messages) = channel();
        stop_on_signal(sender.clone())?;
        let told = move |result| {
            // Nobody listens any more where the program is about to end.
            let _ = sender.send(Message::Events(result));
        };
        let config = notify_debouncer_full::notify::Config::default();
        let debouncer = new_debouncer_opt(QUIET, Some(TICK), told, NoCache::new(), config)
            .context("the system gives no news of files")?;
        let mut ears = Self { root, messages, debouncer, unsettled: false };
        ears.debouncer
            .watch(&ears.root, RecursiveMode::NonRecursive)
            .with_context(|| format!("the system gives no news of {project}"))?;
        for folder in HEARD {
            let path = ears.root.join(folder);
            if path.is_dir() {
                ears.debouncer
                    .watch(&path, RecursiveMode::Recursive)
                    .with_context(|| format!("the system gives no news of {project}/{folder}"))?;
            }
        }
        Ok(ears)
    }

    /// Waits for the next save, or for the end.
    pub fn next(&mut self) -> Heard {
        loop {
            let message = if self.unsettled {
                match self.messages.recv_timeout(AGAIN) {
                    Err(RecvTimeoutError::Timeout) => {
                        self.unsettled = false;
                        return Heard::Saved(Vec::new());
                    }
                    Err(RecvTimeoutError::Disconnected) => return Heard::Stop,
                    Ok(message) => message,
                }
            } else {
                match self.messages.recv() {
                    Ok(message) => message,
                    Err(_) => return Heard::Stop,
                }
            };
            let mut files = Vec::new();
            let mut any = false;
            for message in std::iter::once(message).chain(self.messages.try_iter().collect::<Vec<_>>()) {
                match message {
                    Message::Stop => return Heard::Stop,
                    Message::Events(Ok(events)) => {
                        for event in events.iter().filter(|event| is_change(event)) {
                            any |= self.take(event, &mut files);
                        }
                    }
                    // Something was lost: look at everything, and once more when it is quiet.
                    Message::Events(Err(_)) => {
                        self.unsettled = true;
                        any = true;
                    }
                }
            }
            if any {
                files.sort();
                files.dedup();
                return Heard::Saved(files);
            }
        }
    }

    /// Takes in one event; whether it concerns the project.
    fn take(&mut self, event: &DebouncedEvent, files: &mut Vec<String>) -> bool {
        if event.need_rescan() {
            self.unsettled = true;
            return true;
        }
        let mut any = false;
        for path in &event.paths {
            let Some(file) = self.inside(path) else { continue };
            any = true;
            if HEARD.contains(&file.as_str()) {
                self.listen_again(&file);
            }
            // Of what is gone nobody can tell whether it was a folder.
            if path.is_dir() || !path.exists() {
                self.unsettled = true;
            }
            files.push(file);
        }
        any
    }

    /// A path from the project folder, where it belongs to what is read: hidden files are editors' own.
    fn inside(&self, path: &Path) -> Option<String> {
        let path = path.strip_prefix(&self.root).ok()?;
        let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
        let parts = parts?;
        let heard = parts.first().is_some_and(|first| HEARD.contains(first));
        (heard && !parts.iter().any(|part| part.starts_with('.'))).then(|| parts.join("/"))
    }

    /// The folder itself was put there, moved or taken away: the old ear hears nothing of the new one.
    fn listen_again(&mut self, folder: &str) {
        let path = self.root.join(folder);
        let _ = self.debouncer.unwatch(&path);
        if path.is_dir() {
            let _ = self.debouncer.watch(&path, RecursiveMode::Recursive);
        }
    }
}

/// Whether something was written, put there or taken away. That a file was opened and read is told too, and reading is
/// what follows: to follow that would never end.
fn is_change(event: &DebouncedEvent) -> bool {
    match event.kind {
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => false,
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => true,
    }
}

/// The signals that end a program let it finish what it does.
fn stop_on_signal(sender: Sender<Message>) -> anyhow::Result<()> {
    ctrlc::set_handler(move || {
        let _ = sender.send(Message::Stop);
    })
    .context("the system tells of no signals")
}
