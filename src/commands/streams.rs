//! Where answers and remarks go: the streams of the process, once its entrance has opened them.
//!
//! In: bytes. Out: the same on the stream. Invariant: whoever runs a command without being the program itself, such as a
//! test of what commands write to the disk, hears nothing and disturbs nobody's terminal.

use std::io::{self, Write};
use std::sync::OnceLock;

/// A stream of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Answers.
    Output,
    /// What goes beside the answer.
    Error,
}

static OPEN: OnceLock<()> = OnceLock::new();

/// Opens both streams; the program's entrance does it, and nobody else.
pub fn open() {
    let _ = OPEN.set(());
}

impl Stream {
    /// Writes bytes, all of them.
    ///
    /// # Errors
    /// Where the stream does not take them.
    pub fn write(self, bytes: &[u8]) -> io::Result<()> {
        let mut stream = self.writer();
        stream.write_all(bytes).and_then(|()| stream.flush())
    }

    /// What takes bytes as they come; whoever is done has to flush it.
    #[must_use]
    pub fn writer(self) -> Box<dyn Write> {
        match (OPEN.get(), self) {
            (None, _) => Box::new(io::sink()),
            (Some(()), Stream::Output) => Box::new(io::stdout().lock()),
            (Some(()), Stream::Error) => Box::new(io::stderr().lock()),
        }
    }
}
