//! Files of `rules/lib/` that no rule imports: nothing runs them, and the next rule may.
//!
//! In: the library, and which of its files were imported. Out: the others, and what is wrong with them. Invariant: an
//! error there is an error of the project as it is in any other file, and the project is refused for it. It changes no
//! answer of today, but there is one list of errors, and `check` answers only where `lint` finds none: if an error
//! stopped one of them and not the other, nobody could say any more whether a project is sound. And that no rule
//! imports a file may itself be the mistake. Whoever has only begun with it is told that it may lie elsewhere meanwhile.

use std::sync::{Arc, PoisonError};

use super::{Compiler, Ground, Place, Problem, header, link, lint};
use crate::problem::{Code, Severity};
use crate::project::Script;

/// What only a rule can have, or can say which it has.
const OF_RULES: [Code; 3] = [Code::MissingCheck, Code::UnknownReason, Code::UnusedFunction];

impl Compiler<'_> {
    /// The files that no rule imports, in order; what is wrong with them is told as if one did.
    pub(super) fn unimported(&self, problems: &mut Vec<Problem>) -> Vec<Place> {
        let imported = self.imported.lock().unwrap_or_else(PoisonError::into_inner);
        let left = self.project.library.iter().filter(|script| !imported.contains(&script.file));
        left.map(|script| {
            self.check_alone(script, problems);
            Place::new(Arc::clone(&script.file), 0..0)
        })
        .collect()
    }

    fn check_alone(&self, script: &Script, problems: &mut Vec<Problem>) {
        let most = usize::try_from(self.project.limits.bytes).unwrap_or(usize::MAX);
        let mut found = Vec::new();
        let linked = link(script, &self.project.library, most, &mut found);
        if let Some((tree, _)) = self.tree(&linked.text, &mut found) {
            // that it has no head is right
            let header = header::read(&tree, &linked.text, &script.id, self.project, &mut Vec::new());
            let ground = Ground { dictionary: &self.project.dictionary, library: &self.library };
            lint::check(&tree, &header, &linked.text, ground, &mut found);
        }
        found.retain(|problem| !OF_RULES.contains(&problem.code));
        if let Some(first) = found.iter_mut().find(|problem| problem.severity == Severity::Error) {
            const ELSEWHERE: &str =
                "no rule imports this file yet: until it is ready it may also lie outside of `rules/lib`";
            first.help = Some(match first.help.take() {
                Some(help) => help.and(&format!("; {ELSEWHERE}")),
                None => ELSEWHERE.into(),
            });
        }
        problems.extend(found.into_iter().map(|problem| linked.told(problem)));
    }
}
