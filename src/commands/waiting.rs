//! What is shown to whoever waits: a bar on standard error, where a person looks at it, and only after a second.

use std::io::IsTerminal;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use dondoc::model::bilingual::Lang;
use dondoc::progress::{Listener, Step};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::Global;

/// Work that takes no longer shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the bar moves while nothing is told.
const TICK: Duration = Duration::from_millis(120);

/// Does a piece of work; where it takes long, a bar shows how far it is, and is gone when it ends.
pub fn during<T>(global: &Global, lang: Lang, work: impl FnOnce(&dyn Listener) -> T) -> T {
    let bar = Bar::new(global, lang);
    work(&bar)
}

/// A bar that is hidden until patience ends.
struct Bar {
    bar: ProgressBar,
    lang: Lang,
    /// Ends the wait when it is dropped; none where nobody would see the bar.
    wait: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Bar {
    fn new(global: &Global, lang: Lang) -> Self {
        let bar = ProgressBar::with_draw_target(Some(1), ProgressDrawTarget::hidden());
        let is_seen = !global.quiet && std::io::stderr().is_terminal();
        let wait = is_seen.then(|| {
            let (ends, ended) = channel::<()>();
            let bar = bar.clone();
            let shows = std::thread::spawn(move || {
                if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                    bar.enable_steady_tick(TICK);
                }
            });
            (ends, shows)
        });
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {wide_bar} {pos}/{len} {elapsed}") {
            bar.set_style(style);
        }
        bar.set_message(words(Step::Reading, lang));
        Self { bar, lang, wait }
    }
}

impl Listener for Bar {
    fn hear(&self, step: Step, done: usize, of: usize) {
        self.bar.set_length(u64::try_from(of).unwrap_or(u64::MAX));
        self.bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
        self.bar.set_message(words(step, self.lang));
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some((ends, shows)) = self.wait.take() {
            drop(ends);
            // A thread that failed has shown nothing; the work itself is done.
            let _ = shows.join();
        }
        self.bar.finish_and_clear();
    }
}

fn words(step: Step, lang: Lang) -> &'static str {
    let (en, vi) = match step {
        Step::Reading => ("reading the project", "đang đọc dự án"),
        Step::Judging => ("judging", "đang đánh giá"),
        Step::LookingBack => ("looking back", "đang xét các kỳ trước"),
        Step::Comparing => ("comparing", "đang so sánh"),
        Step::Reporting => ("making the report", "đang lập báo cáo"),
        Step::Writing => ("writing letters", "đang soạn công văn"),
    };
    match lang {
        Lang::En => en,
        Lang::Vi => vi,
    }
}
