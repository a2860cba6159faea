//! What rules answered, remembered from one evaluation to the next, so that only what changed is evaluated again.
//!
//! In: the runs and the completions of one evaluation. Out: for the next one, of another day or of a project that was
//! edited, the answers of rules to the same values, and completions that nothing was stated on since. Invariant: what
//! is remembered is what would be found again, so that a verdict does not depend on whether anything was remembered. A
//! rule's answer follows from its text, the values and the target alone; failures are not remembered, for they may
//! come of the time that a rule had left.

use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

use rust_decimal::Decimal;

use super::completion::Completion;
use crate::model::day::Day;
use crate::model::document::Column;
use crate::model::fact::{Dictionary, FactKind};
use crate::model::locality::LocalityIx;
use crate::model::requirement::RequirementIx;
use crate::resolve::Resolution;
use crate::resolve::columns::Holding;
use crate::resolve::history::History;
use crate::rulebook::{Answer, Position, Rulebook, Slots};

/// What came of one run of a rule.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub answer: Answer,
    /// What it read of what was known.
    pub slots: Slots,
    pub read_target: bool,
    /// Where it decided.
    pub at: Option<Position>,
}

impl Told {
    /// Of no row.
    pub(super) fn nothing() -> Self {
        let answer = Answer::Failed { message: "there is no such row".to_owned() };
        Self { answer, slots: Slots::default(), read_target: false, at: None }
    }
}

/// What is remembered of one evaluation.
#[derive(Debug, Default)]
pub struct Memory {
    rules: BTreeMap<String, OfRule>,
    statements: Weak<History>,
    /// Whether the same is known to be stated still, though it was read again.
    stated_still: bool,
    /// Units and tables of the project.
    size: (usize, usize),
    as_of: Option<Day>,
    ran: usize,
}

/// What is remembered of one rule, as long as it stays the same.
#[derive(Debug)]
struct OfRule {
    identity: Identity,
    parts: Vec<Rows>,
}

/// All that a rule's answers follow from, besides the values: its text, and names, kinds and stages of its facts.
#[derive(Debug, PartialEq)]
struct Identity {
    text: Arc<str>,
    reads: Vec<(String, FactKind, Vec<String>)>,
}

impl Identity {
    fn of(at: RequirementIx, rulebook: &Rulebook, dictionary: &Dictionary) -> Self {
        let facts = rulebook.requirement(at).reads.iter().map(|fact| dictionary.get(*fact));
        let reads = facts.map(|fact| (fact.name.clone(), fact.kind, fact.stages.clone()));
        Self { text: rulebook.text(at), reads: reads.collect() }
    }
}

/// What was asked of a rule, and what it answered: an entry a locality in each list.
#[derive(Debug)]
pub(super) struct Rows {
    /// Rising.
    pub(super) localities: Vec<LocalityIx>,
    pub(super) targets: Vec<Option<Decimal>>,
    /// A column a fact that the rule can read.
    pub(super) columns: Vec<Column>,
    /// The row of the first locality in them.
    pub(super) first: usize,
    /// Nothing of a run that failed, or that had a value which is in no column.
    pub(super) told: Vec<Option<Told>>,
    /// Of those that were complete and dated by what was stated.
    pub(super) completions: Vec<Option<Completion>>,
}

/// What an evaluation can take over from the one before for one rule.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before<'m> {
    parts: &'m [Rows],
    /// The day judged then, where the same statements were known and it is not later than the day judged now.
    since: Option<Day>,
}

impl Memory {
    /// How many times a rule was run in the evaluation that is remembered.
    #[must_use]
    pub fn ran(&self) -> usize {
        self.ran
    }

    /// Says that the project that is evaluated next was read from the same data, with the same documents known.
    pub fn nothing_new_is_stated(&mut self) {
        self.stated_still = true;
    }

    pub(super) fn of(resolution: &Resolution<'_>) -> Self {
        let (statements, as_of) = (resolution.known_statements(), Some(resolution.horizon.as_of));
        Self { statements, as_of, size: size(resolution), ..Self::default() }
    }

    pub(super) fn learn(
        &mut self,
        at: RequirementIx,
        rulebook: &Rulebook,
        dictionary: &Dictionary,
        rows: Option<Rows>,
        ran: usize,
    ) {
        self.ran = self.ran.saturating_add(ran);
        let id = &rulebook.requirement(at).id;
        if !self.rules.contains_key(id) {
            let of_rule = OfRule { identity: Identity::of(at, rulebook, dictionary), parts: Vec::new() };
            self.rules.insert(id.clone(), of_rule);
        }
        if let Some(of_rule) = self.rules.get_mut(id) {
            of_rule.parts.extend(rows);
        }
    }

    /// What can be taken over of a rule; nothing where it is not the same rule.
    pub(super) fn before(&self, at: RequirementIx, rulebook: &Rulebook, now: &Resolution<'_>) -> Before<'_> {
        let identity = Identity::of(at, rulebook, &now.project.dictionary);
        let of_rule = self.rules.get(&rulebook.requirement(at).id).filter(|then| then.identity == identity);
        let same =
            self.statements.ptr_eq(&now.known_statements()) || self.stated_still && self.size == size(now);
        let since = self.as_of.filter(|since| same && *since <= now.horizon.as_of);
        Before { parts: of_rule.map_or(&[], |then| &then.parts), since }
    }
}

/// Rules decide how many tables of units are read: data of the same files may still number units differently.
fn size(resolution: &Resolution<'_>) -> (usize, usize) {
    (resolution.project.registry.len(), resolution.project.tables.len())
}

impl<'m> Before<'m> {
    fn find(self, locality: LocalityIx, target: Option<Decimal>) -> Option<(&'m Rows, usize)> {
        let found = |rows: &'m Rows| Some((rows, rows.localities.binary_search(&locality).ok()?));
        self.parts.iter().find_map(found).filter(|(rows, at)| rows.targets.get(*at) == Some(&target))
    }

    /// What a rule answered to the values that these rows have now. Whose values they were then makes no difference:
    /// a locality is only looked for where the same values are most likely.
    pub(super) fn told(
        self,
        (locality, target): (LocalityIx, Option<Decimal>),
        holdings: &[&Holding],
        row: usize,
    ) -> Option<&'m Told> {
        let (rows, at) = self.find(locality, target)?;
        let told = rows.told.get(at)?.as_ref()?;
        let is_same = |(then, now): (&Column, &&Holding)| {
            let (at, known) = (rows.first.saturating_add(at), |column: &Column, at: usize| {
                column.known.get(at) == Some(&true)
            });
            known(then, at) == known(&now.column, row)
                && (!known(then, at) || then.values.get(at) == now.column.values.get(row))
                && !now.apart.contains(&row)
        };
        rows.columns.iter().zip(holdings).all(is_same).then_some(told)
    }

    /// The completion that a locality had then, and the day judged then.
    pub(super) fn completion(
        self,
        locality: LocalityIx,
        target: Option<Decimal>,
    ) -> Option<(Day, Completion)> {
        let since = self.since?;
        let (rows, at) = self.find(locality, target)?;
        Some((since, (*rows.completions.get(at)?)?))
    }
}
