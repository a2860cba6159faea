//! Names that have values: what each can be, on the way that is followed.

use super::Lint;
use super::types::{Flow, Type};

/// Names with the types of their values, innermost last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Scope {
    names: Vec<(String, Type)>,
}

/// The name under which a function knows the value that it is called on. Nobody can give it to anything else.
pub(super) const THIS: &str = "this";

impl Scope {
    pub(super) fn push(&mut self, name: &str, ty: Type) {
        self.names.push((name.to_owned(), ty));
    }

    pub(super) fn depth(&self) -> usize {
        self.names.len()
    }

    pub(super) fn truncate(&mut self, depth: usize) {
        self.names.truncate(depth);
    }

    pub(super) fn get(&self, name: &str) -> Option<&Type> {
        self.names.iter().rfind(|(known, _)| known == name).map(|(_, ty)| ty)
    }

    /// Gives a name another type; whether there is such a name.
    pub(super) fn set(&mut self, name: &str, ty: Type) -> bool {
        match self.names.iter_mut().rfind(|(known, _)| known == name) {
            Some((_, old)) => {
                *old = ty;
                true
            }
            None => false,
        }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|(name, _)| name.as_str())
    }

    /// What names can be where two ways meet.
    fn or(&mut self, other: Self) {
        self.names.truncate(other.names.len());
        for ((_, mine), (_, theirs)) in self.names.iter_mut().zip(other.names) {
            let before = std::mem::replace(mine, Type::Unknown);
            *mine = before.or(theirs);
        }
    }
}

impl Lint<'_> {
    /// Follows several ways that part here and meet again behind; names are then what they are on the ways that go on.
    pub(super) fn ways<T>(
        &mut self,
        ways: &[T],
        mut follow: impl FnMut(&mut Self, &T) -> Flow,
    ) -> Option<Flow> {
        let before = self.scope.clone();
        let mut met: Option<(Scope, Flow)> = None;
        for way in ways {
            self.scope = before.clone();
            let flow = follow(self, way);
            let scope = std::mem::take(&mut self.scope);
            met = Some(match met {
                None => (scope, flow),
                Some((mut so_far, other)) => {
                    match (other.goes_on, flow.goes_on) {
                        (true, true) => so_far.or(scope),
                        (false, true) => so_far = scope,
                        (_, false) => {}
                    }
                    (so_far, other.or(flow))
                }
            });
        }
        let Some((scope, flow)) = met else {
            self.scope = before;
            return None;
        };
        self.scope = scope;
        Some(flow)
    }
}
