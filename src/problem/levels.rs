//! How bad a project takes its problems, and what it bears for a while: `rules/lint.toml`.

use crate::model::day::Day;
use crate::model::place::Place;
use crate::model::words;

use super::{Code, Problem, Severity};

words! {
    /// How a project takes a problem that is no error.
    Take {
        Error = "error",
        Warning = "warning",
        Note = "note",
        /// Not shown.
        Off = "off",
    }
}

impl Take {
    /// The severity; `None` where it is not shown.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Take::Error => Some(Severity::Error),
            Take::Warning => Some(Severity::Warning),
            Take::Note => Some(Severity::Note),
            Take::Off => None,
        }
    }
}

/// An exception: problems that are borne, where, why, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// Which problems.
    pub code: Code,
    /// Only in this file, or below this folder.
    pub path: Option<String>,
    /// Only in the rule or the cases of this requirement.
    pub requirement: Option<String>,
    /// Why they are borne.
    pub reason: String,
    /// Last day of the exception, included; `None`: open.
    pub until: Option<Day>,
    /// Where it stands.
    pub place: Place,
}

impl Allow {
    /// Whether it speaks of a problem. No exception speaks of an error.
    #[must_use]
    pub fn matches(&self, problem: &Problem) -> bool {
        let file = problem.place.as_ref().map(|place| &*place.file);
        let below = |path: &String| {
            let path = path.trim_end_matches('/');
            file.and_then(|file| file.strip_prefix(path))
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let of = |id: &String| {
            let name = file.and_then(|file| file.rsplit('/').next());
            let stem = name.and_then(|name| name.strip_suffix(".rhai").or(name.strip_suffix(".cases.toml")));
            stem == Some(id.as_str())
        };
        self.code == problem.code
            && problem.severity != Severity::Error
            && self.path.as_ref().is_none_or(below)
            && self.requirement.as_ref().is_none_or(of)
    }

    /// Whether it still holds on a day.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        self.until.is_none_or(|until| day <= until)
    }
}

/// Everything that `rules/lint.toml` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    /// How problems of these codes are taken.
    pub takes: Vec<(Code, Take)>,
    /// Exceptions, as written.
    pub allows: Vec<Allow>,
}

impl Levels {
    /// The problems as the project takes them on a day. An error stays an error, whatever the file says. An exception
    /// that speaks of nothing any more, or is over, is a problem of its own.
    #[must_use]
    pub fn apply(&self, problems: Vec<Problem>, day: Day) -> Vec<Problem> {
        let mut used = vec![false; self.allows.len()];
        let mut kept = Vec::with_capacity(problems.len());
        for problem in problems {
            let mut borne = false;
            for (at, allow) in self.allows.iter().enumerate().filter(|(_, allow)| allow.matches(&problem)) {
                if let Some(used) = used.get_mut(at) {
                    *used = true;
                }
                borne |= allow.holds(day);
            }
            if !borne {
                kept.extend(self.taken(problem));
            }
        }
        for (allow, used) in self.allows.iter().zip(used) {
            let problem = match (used, allow.holds(day), allow.until) {
                (true, true, _) => continue,
                (true, false, Some(until)) => Problem::warning(
                    Code::ExceptionOver,
                    format!("this exception from `{}` held until {until} only", allow.code),
                )
                .help("mend what it excused, or give a new reason and a new day"),
                (_, _, _) => Problem::warning(
                    Code::ExceptionUnused,
                    format!("nothing needs this exception from `{}` any more", allow.code),
                )
                .help("take it out; an exception never excuses an error"),
            };
            kept.extend(self.taken(problem.at(allow.place.clone(), "")));
        }
        kept
    }

    fn taken(&self, mut problem: Problem) -> Option<Problem> {
        let take = self.takes.iter().find(|(code, _)| *code == problem.code).map(|(_, take)| *take);
        if let (Some(take), true) = (take, problem.severity != Severity::Error) {
            problem.severity = take.severity()?;
        }
        Some(problem)
    }
}
