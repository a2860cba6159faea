//! Files of `rules/lib/` that no rule imports: nothing runs them, and the next rule may.

use std::sync::Arc;

use super::{Compiler, Ground, Place, Problem, header, link, lint};
use crate::problem::Code;
use crate::project::Script;

/// What only a rule can have, or can say which it has.
const OF_RULES: [Code; 3] = [Code::MissingCheck, Code::UnknownReason, Code::UnusedFunction];

impl Compiler<'_> {
    /// The files that no rule imports, in order; what is wrong with them is told as if one did.
    pub(super) fn unimported(&self, problems: &mut Vec<Problem>) -> Vec<Place> {
        let imported = self.imported.borrow();
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
        if let Some(tree) = self.tree(&linked.text, &mut found) {
            // that it has no head is right
            let header = header::read(&tree, &linked.text, &script.id, self.project, &mut Vec::new());
            let ground = Ground { dictionary: &self.project.dictionary, library: &self.library };
            lint::check(&tree, &header, &linked.text, ground, &mut found);
        }
        let own = found.into_iter().filter(|problem| !OF_RULES.contains(&problem.code));
        problems.extend(own.map(|problem| linked.told(problem)));
    }
}
