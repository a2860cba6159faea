//! What holds in a made-up country, reckoned straight from the words of the contract.
//!
//! Nothing here is quick, and nothing is shared with the program: every answer is looked up anew from the papers.

use num_rational::BigRational;
use num_traits::{One, Zero};

use crate::days::{Day, is_worked, month_end, months_later};
use crate::world::{Deadline, Due, FACTS, Kind, Merge, Paper, RULES, World};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    NotApplicable,
    Waived,
    Met,
    MetLate,
    InProgress,
    DueSoon,
    Unknown,
    Overdue,
}

impl Status {
    pub const ALL: [Self; 8] = [
        Self::NotApplicable,
        Self::Waived,
        Self::Met,
        Self::MetLate,
        Self::InProgress,
        Self::DueSoon,
        Self::Unknown,
        Self::Overdue,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::NotApplicable => "not-applicable",
            Self::Waived => "waived",
            Self::Met => "met",
            Self::MetLate => "met-late",
            Self::InProgress => "in-progress",
            Self::DueSoon => "due-soon",
            Self::Unknown => "unknown",
            Self::Overdue => "overdue",
        }
    }
}

/// A value, whatever its kind: 0 or 1, a number, a stage's place, a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Value(BigRational);

impl Value {
    fn whole(number: i64) -> Self {
        Self(BigRational::from_integer(number.into()))
    }

    fn is_true(&self) -> bool {
        self.0.is_one()
    }

    fn at_least(&self, bar: i64) -> bool {
        *self >= Self::whole(bar)
    }

    fn day(&self) -> Day {
        i32::try_from(self.0.to_integer()).unwrap()
    }

    /// As a report shows it: numbers to six decimals.
    pub fn shown(&self, fact: usize) -> serde_json::Value {
        match FACTS[fact].kind {
            Kind::Bool => self.is_true().into(),
            Kind::Int | Kind::Percent => {
                let millionths = (&self.0 * BigRational::from_integer(1_000_000.into())).round();
                millionths.to_integer().to_string().into()
            }
            Kind::Stage => crate::world::STAGES[usize::try_from(self.0.to_integer()).unwrap()].into(),
            Kind::Date => crate::days::iso(self.day()).into(),
        }
    }
}

/// What is held of a fact of a place on a day.
#[derive(Debug, Clone)]
pub struct Held {
    pub value: Value,
    pub dated: Day,
    oldest: Day,
    exact: bool,
    assumed: bool,
    nearly: bool,
    /// How late it is among others.
    recency: (Day, u8, Day, std::cmp::Reverse<String>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce {
    pub paper: usize,
    pub effective: Option<Day>,
    assumed: bool,
}

/// A verdict.
#[derive(Debug)]
pub struct Found {
    pub status: Status,
    pub deadline: Option<InForce>,
    pub after: Option<Day>,
    pub by: Option<Day>,
    pub missing: Vec<usize>,
    pub assumed: bool,
    pub evidence: Vec<(usize, Held)>,
    share: BigRational,
}

#[derive(Debug, Default)]
pub struct Standing {
    pub rank: Option<usize>,
    pub best: Option<usize>,
    pub worst: Option<usize>,
    /// In ten-thousandths, half away from zero.
    pub low: Option<i64>,
    pub high: Option<i64>,
}

pub struct Reckoned {
    pub place: usize,
    pub found: Vec<Found>,
    pub standing: Standing,
}

/// What a rule answers.
enum Answer {
    Met(Option<Day>),
    NotMet,
    Progress(BigRational),
    NotApplicable,
    Missing,
}

struct Look {
    answer: Answer,
    read: Vec<(usize, Held)>,
}

impl Look {
    fn is_hedged(&self) -> bool {
        self.read.iter().any(|(_, held)| held.nearly)
    }

    fn completes(&self, day: Day) -> bool {
        let says = match &self.answer {
            Answer::Met(exact) => exact.is_none_or(|exact| exact <= day),
            Answer::Progress(share) => *share >= BigRational::one(),
            _ => false,
        };
        says && !self.is_hedged()
    }

    /// The day for which it proves that the place was not complete.
    fn proves(&self) -> Option<(Day, bool)> {
        let denies = match &self.answer {
            Answer::NotMet => true,
            Answer::Progress(share) => *share < BigRational::one(),
            _ => false,
        };
        if !denies || self.read.iter().any(|(_, held)| !held.exact) {
            return None;
        }
        let oldest = self.read.iter().map(|(_, held)| held.oldest).min()?;
        Some((oldest, self.read.iter().any(|(_, held)| held.assumed)))
    }
}

/// Everything that is reckoned of a country, place by place.
pub fn all(world: &World) -> Vec<Reckoned> {
    let living: Vec<usize> = (0..world.places.len()).filter(|p| world.lives(*p, world.as_of)).collect();
    let mut all: Vec<Reckoned> = living
        .iter()
        .map(|place| Reckoned {
            place: *place,
            found: (0..RULES.len()).map(|rule| verdict(world, *place, rule)).collect(),
            standing: Standing::default(),
        })
        .collect();
    let counts: Vec<bool> = (0..RULES.len()).map(|rule| is_reported(&all, rule)).collect();
    let scores: Vec<Option<(BigRational, BigRational)>> =
        all.iter().map(|one| score(&one.found, &counts)).collect();
    for (at, one) in all.iter_mut().enumerate() {
        let Some((low, high)) = &scores[at] else { continue };
        let others =
            || scores.iter().enumerate().filter(|(other, _)| *other != at).filter_map(|(_, s)| s.as_ref());
        one.standing = Standing {
            rank: Some(1 + others().filter(|other| other.0 > *low).count()),
            best: Some(1 + others().filter(|other| other.0 > *high).count()),
            worst: Some(1 + others().filter(|other| other.1 > *low).count()),
            low: Some(ten_thousandths(low)),
            high: Some(ten_thousandths(high)),
        };
    }
    all
}

fn ten_thousandths(score: &BigRational) -> i64 {
    i64::try_from((score * BigRational::from_integer(10_000.into())).round().to_integer()).unwrap()
}

/// Whether anybody whom a rule binds has reported any fact that it can read.
fn is_reported(all: &[Reckoned], rule: usize) -> bool {
    let mut bound = all.iter().map(|one| &one.found[rule]).filter(|f| f.status != Status::NotApplicable);
    let nobody = all.iter().all(|one| one.found[rule].status == Status::NotApplicable);
    nobody || bound.any(|found| found.missing.len() < RULES[rule].reads.len())
}

fn score(found: &[Found], counts: &[bool]) -> Option<(BigRational, BigRational)> {
    let number = |n: i64| BigRational::from_integer(n.into());
    let (mut low, mut high, mut whole) = (BigRational::zero(), BigRational::zero(), BigRational::zero());
    for (rule, one) in found.iter().enumerate().filter(|(rule, _)| counts[*rule]) {
        let weight = number(RULES[rule].weight);
        let half = BigRational::new(1.into(), 2.into());
        let (least, most) = match one.status {
            Status::NotApplicable | Status::Waived => continue,
            Status::Met => (BigRational::one(), BigRational::one()),
            Status::MetLate => (half.clone(), half),
            Status::InProgress | Status::DueSoon => {
                let share = one.share.clone().min(BigRational::one());
                (share.clone(), share)
            }
            Status::Unknown => (BigRational::zero(), BigRational::one()),
            Status::Overdue => (BigRational::zero(), BigRational::zero()),
        };
        low += &weight * least;
        high += &weight * most;
        whole += weight;
    }
    (!whole.is_zero()).then(|| (low * number(100) / &whole, high * number(100) / whole))
}

fn knows(world: &World, paper: &Paper) -> bool {
    world.known_by.is_none_or(|day| paper.known_from() <= day)
}

/// What a place itself, or a paper about it, said last of a fact.
fn own(world: &World, place: usize, fact: usize, day: Day) -> Option<Held> {
    let born = world.places[place].from.filter(|_| !world.places[place].predecessors.is_empty());
    let mut said = Vec::new();
    for paper in world.papers.iter().filter(|paper| knows(world, paper)) {
        for seen in &paper.observations {
            let counts = seen.place == place && seen.fact == fact && seen.dated <= day;
            if counts && born.is_none_or(|born| born <= seen.dated) {
                let recency =
                    (seen.dated, paper.confidence, paper.known_from(), std::cmp::Reverse(paper.id.clone()));
                let value = match FACTS[fact].kind {
                    Kind::Percent => BigRational::new(seen.value.into(), 100.into()),
                    _ => BigRational::from_integer(seen.value.into()),
                };
                let held = Held {
                    value: Value(value),
                    dated: seen.dated,
                    oldest: seen.dated,
                    exact: paper.exact || seen.dated != paper.dated,
                    assumed: paper.assumption,
                    nearly: seen.nearly,
                    recency,
                };
                said.push(held);
            }
        }
    }
    said.into_iter().max_by_key(|held| (!held.assumed, held.recency.clone()))
}

/// What is held of a fact of a place on a day.
fn held(world: &World, place: usize, fact: usize, day: Day) -> Option<Held> {
    let own = own(world, place, fact, day);
    if own.as_ref().is_some_and(|held| !held.assumed) {
        return own;
    }
    match inherited(world, place, fact, day) {
        Some(inherited) if own.is_none() || !inherited.assumed => Some(inherited),
        _ => own,
    }
}

fn inherited(world: &World, place: usize, fact: usize, day: Day) -> Option<Held> {
    let predecessors = &world.places[place].predecessors;
    if let [(only, None)] = predecessors.as_slice()
        && world.successors(*only).len() == 1
    {
        return held(world, *only, fact, day);
    }
    if predecessors.is_empty() {
        return None;
    }
    let merge = FACTS[fact].merge;
    let parts = |of: usize| -> Vec<Option<Held>> {
        predecessors.iter().map(|(from, share)| part(world, *from, *share, of, day)).collect()
    };
    let all = parts(fact);
    let weights = if let Merge::WeightedBy(weight) = merge { parts(weight) } else { Vec::new() };
    let known: Vec<&Held> = all.iter().flatten().collect();
    let whole = known.len() == all.len();
    let values = || known.iter().map(|held| &held.value);
    let last = i64::try_from(crate::world::STAGES.len() - 1).unwrap();
    let is_stage = FACTS[fact].kind == Kind::Stage;
    let value = match merge {
        Merge::Nothing => None,
        Merge::All if values().any(|value| !value.is_true()) => Some(Value::whole(0)),
        Merge::Any if values().any(Value::is_true) => Some(Value::whole(1)),
        Merge::Min if is_stage && values().any(|value| *value == Value::whole(0)) => Some(Value::whole(0)),
        Merge::Max if is_stage && values().any(|value| *value == Value::whole(last)) => {
            Some(Value::whole(last))
        }
        _ if !whole => None,
        Merge::All => Some(Value::whole(1)),
        Merge::Any => Some(Value::whole(0)),
        Merge::Min => values().min().cloned(),
        Merge::Max => values().max().cloned(),
        Merge::Sum => Some(Value(values().map(|value| value.0.clone()).sum())),
        Merge::Mean => mean(values().map(|value| (value.0.clone(), BigRational::one()))),
        Merge::WeightedBy(_) => {
            let weights: Option<Vec<BigRational>> =
                weights.iter().map(|held| held.as_ref().map(|held| held.value.0.clone())).collect();
            weights.and_then(|weights| mean(values().map(|value| value.0.clone()).zip(weights)))
        }
        Merge::Latest => {
            // of equals the one whose predecessor has the smaller id
            let from = predecessors.iter().map(|(from, _)| std::cmp::Reverse(&world.places[*from].id));
            let latest = all.iter().flatten().zip(from).max_by_key(|(held, from)| (&held.recency, *from));
            latest.map(|(held, _)| held.value.clone())
        }
    }?;
    let rests_on = || known.iter().copied().chain(weights.iter().flatten());
    Some(Held {
        value,
        dated: known.iter().map(|held| held.dated).max()?,
        oldest: rests_on().map(|held| held.oldest).min()?,
        exact: rests_on().all(|held| held.exact),
        assumed: rests_on().any(|held| held.assumed),
        nearly: known.iter().any(|held| held.nearly),
        recency: known.iter().map(|held| held.recency.clone()).max()?,
    })
}

/// What one predecessor gives: of a split only what a stated share says, and of sums only that share.
fn part(world: &World, from: usize, share: Option<i64>, fact: usize, day: Day) -> Option<Held> {
    if world.successors(from).len() > 1 && share.is_none() {
        return None;
    }
    let mut held = held(world, from, fact, day)?;
    if let (Some(share), Merge::Sum) = (share, FACTS[fact].merge) {
        held.value = Value((held.value.0 * BigRational::new(share.into(), 100.into())).round());
    }
    Some(held)
}

fn mean(weighted: impl Iterator<Item = (BigRational, BigRational)>) -> Option<Value> {
    let (mut sum, mut whole) = (BigRational::zero(), BigRational::zero());
    for (value, weight) in weighted {
        sum += value * &weight;
        whole += weight;
    }
    (!whole.is_zero()).then(|| Value(sum / whole))
}

/// The rules, said again.
fn look(world: &World, place: usize, rule: usize, day: Day) -> Look {
    let mut read = Vec::new();
    let mut fact = |at: usize| -> Option<Value> {
        let held = held(world, place, at, day)?;
        let value = held.value.clone();
        if !read.iter().any(|(seen, _)| *seen == at) {
            read.push((at, held));
        }
        Some(value)
    };
    let mut answer = || -> Option<Answer> {
        let done = |holds: bool| Some(if holds { Answer::Met(None) } else { Answer::NotMet });
        match RULES[rule].id {
            "a-every" => done(fact(4)?.is_true()),
            "b-both" => done(fact(4)?.is_true() && fact(7)?.at_least(2)),
            "c-sum" => Some(Answer::Progress(fact(3)?.0 / BigRational::from_integer(60.into()))),
            "d-least" if fact(1)?.at_least(91) => Some(Answer::NotApplicable),
            "d-least" => done(fact(0)?.at_least(30)),
            "e-weighted" => done(fact(10)?.at_least(50)),
            "f-mean" => done(fact(9)?.at_least(50)),
            "g-since" => Some(fact(11).map_or(Answer::NotMet, |value| Answer::Met(Some(value.day())))),
            "h-newest" => done(fact(2)?.at_least(40)),
            "i-most" if fact(8)?.at_least(3) => done(true),
            "i-most" => done(fact(6)?.is_true()),
            "j-own" => done(fact(5).is_some_and(|value| value.is_true())),
            other => unreachable!("no rule {other}"),
        }
    };
    let answer = answer().unwrap_or(Answer::Missing);
    read.sort_by_key(|(fact, _)| *fact);
    Look { answer, read }
}

fn verdict(world: &World, place: usize, rule: usize) -> Found {
    let as_of = world.as_of;
    let mut found = Found {
        status: Status::NotApplicable,
        deadline: None,
        after: None,
        by: None,
        missing: Vec::new(),
        assumed: false,
        evidence: Vec::new(),
        share: BigRational::zero(),
    };
    let (bound, deadline) = duty(world, place, rule, as_of);
    if !bound {
        return found;
    }
    let look = look(world, place, rule, as_of);
    found.assumed = look.read.iter().any(|(_, held)| held.assumed);
    found.evidence.clone_from(&look.read);
    match &look.answer {
        Answer::NotApplicable => return found,
        Answer::Progress(share) => found.share.clone_from(share),
        Answer::Missing => {
            let unreported = |fact: &usize| held(world, place, *fact, as_of).is_none();
            found.missing = RULES[rule].reads.iter().copied().filter(unreported).collect();
        }
        Answer::Met(_) | Answer::NotMet => {}
    }
    if look.completes(as_of) {
        complete(world, place, rule, &look, &mut found);
        return found;
    }
    found.assumed |= deadline.is_some_and(|deadline| deadline.assumed);
    found.deadline = deadline;
    found.status = match excuse(world, place, rule, as_of, as_of) {
        Some((_, assumed)) => {
            found.assumed |= assumed;
            Status::Waived
        }
        None if matches!(look.answer, Answer::Missing) => Status::Unknown,
        None => open(as_of, deadline.and_then(|deadline| deadline.effective)),
    };
    found
}

fn open(as_of: Day, effective: Option<Day>) -> Status {
    match effective {
        None => Status::InProgress,
        Some(effective) if as_of > effective => Status::Overdue,
        Some(effective) => {
            let left = (as_of + 1..=effective).filter(|day| is_worked(*day)).count();
            if left <= 10 { Status::DueSoon } else { Status::InProgress }
        }
    }
}

fn complete(world: &World, place: usize, rule: usize, now: &Look, found: &mut Found) {
    let (mut by, mut proof_assumed) = (world.as_of, false);
    let after;
    let exact = if let Answer::Met(Some(day)) = now.answer { Some(day) } else { None };
    if let Some(day) = exact {
        by = day;
        after = Some(day);
    } else {
        let mut days = stated_days(world, place, RULES[rule].reads);
        days.retain(|day| *day <= world.as_of);
        let looks: Vec<(Day, Look)> =
            days.into_iter().map(|day| (day, look(world, place, rule, day))).collect();
        for (day, _) in looks.iter().rev().take_while(|(day, look)| look.completes(*day)) {
            by = *day;
        }
        let proofs = looks.iter().filter(|(day, look)| !look.completes(*day));
        let proof = proofs.filter_map(|(_, look)| look.proves()).filter(|(day, _)| *day < by).max();
        after = proof.map(|(day, _)| day);
        proof_assumed = proof.is_some_and(|(_, assumed)| assumed);
    }
    let then = duty(world, place, rule, by).1;
    let late = then.and_then(|then| then.effective).is_some_and(|effective| match exact {
        Some(day) => day > effective,
        None => after.is_some_and(|after| after >= effective),
    });
    found.status = if late { Status::MetLate } else { Status::Met };
    found.assumed |= (late && proof_assumed) || then.is_some_and(|then| then.assumed);
    (found.deadline, found.after, found.by) = (then, after, Some(by));
}

/// The days on which anything was said of these facts of a place, or of those that it came from.
fn stated_days(world: &World, place: usize, facts: &[usize]) -> Vec<Day> {
    let born = world.places[place].from.filter(|_| !world.places[place].predecessors.is_empty());
    let mut facts = facts.to_vec();
    let mut days: Vec<Day> = world
        .papers
        .iter()
        .filter(|paper| knows(world, paper))
        .flat_map(|paper| &paper.observations)
        .filter(|seen| seen.place == place && facts.contains(&seen.fact))
        .filter(|seen| born.is_none_or(|born| born <= seen.dated))
        .map(|seen| seen.dated)
        .collect();
    for at in 0..facts.len() {
        if let Merge::WeightedBy(weight) = FACTS[facts[at]].merge {
            facts.push(weight);
        }
    }
    for (from, _) in &world.places[place].predecessors {
        days.extend(stated_days(world, *from, &facts));
    }
    days.sort_unstable();
    days.dedup();
    days
}

/// A deadline that binds a place: of which paper, and whether it names the place.
struct Binding<'w> {
    paper: usize,
    deadline: &'w Deadline,
    listed: bool,
}

fn bindings(world: &World, place: usize, rule: usize, day: Day) -> Vec<Binding<'_>> {
    let mut all = Vec::new();
    for (at, paper) in world.papers.iter().enumerate() {
        if !knows(world, paper) || paper.dated > day {
            continue;
        }
        for deadline in paper.deadlines.iter().filter(|deadline| deadline.rule == rule) {
            let listed = is_listed(world, place, &deadline.binds);
            if listed || deadline.binds.is_empty() {
                all.push(Binding { paper: at, deadline, listed });
            }
        }
    }
    let is_real = |binding: &Binding<'_>| !world.papers[binding.paper].assumption;
    if all.iter().any(is_real) {
        all.retain(is_real);
    }
    all
}

/// Whether a list names a place, or any that it came from.
fn is_listed(world: &World, place: usize, list: &[usize]) -> bool {
    list.contains(&place)
        || world.places[place].predecessors.iter().any(|(from, _)| is_listed(world, *from, list))
}

/// The statement of one authority that counts.
fn strongest<'b, 'w>(world: &World, all: &'b [Binding<'w>], local: bool) -> Vec<&'b Binding<'w>> {
    let rank = |binding: &Binding<'_>| {
        let paper = &world.papers[binding.paper];
        (paper.dated, paper.known_from(), std::cmp::Reverse(paper.id.clone()), binding.listed)
    };
    let of = || all.iter().filter(|binding| world.papers[binding.paper].local == local);
    let best = of().map(rank).max();
    of().filter(|binding| Some(rank(binding)) == best).collect()
}

/// Whether a rule binds a place, and by when, by what was said up to a day.
fn duty(world: &World, place: usize, rule: usize, day: Day) -> (bool, Option<InForce>) {
    let all = bindings(world, place, rule, day);
    let mut in_force: Option<InForce> = None;
    for local in [false, true] {
        for binding in strongest(world, &all, local).into_iter().filter(|binding| !binding.deadline.repeals) {
            let paper = &world.papers[binding.paper];
            let effective = last_day_in_time(binding.deadline.due, paper.dated);
            let next = InForce { paper: binding.paper, effective, assumed: paper.assumption };
            let sooner = match in_force {
                None => true,
                Some(so_far) => effective.is_some_and(|day| so_far.effective.is_none_or(|other| day < other)),
            };
            if sooner {
                in_force = Some(next);
            }
        }
    }
    let mut moved = in_force;
    while let Some(InForce { effective: Some(effective), .. }) = moved {
        let Some((until, assumed)) = excuse(world, place, rule, effective, day) else { break };
        if until.is_some_and(|until| until <= effective) {
            break;
        }
        moved = moved.map(|m| InForce { effective: until, assumed: m.assumed || assumed, ..m });
    }
    (in_force.is_some() || !RULES[rule].named, moved)
}

fn last_day_in_time(due: Due, from: Day) -> Option<Day> {
    let rolled = |day: Day| (day..).find(|day| is_worked(*day));
    match due {
        Due::On(day) => Some(day),
        Due::Before(day) => Some(day - 1),
        Due::WithinMonth(day) => Some(month_end(day)),
        Due::Days(n) => rolled(from + i32::try_from(n).unwrap()),
        Due::Months(n) => rolled(months_later(from, n)),
        Due::WorkingDays(n) => {
            (from + 1..).filter(|day| is_worked(*day)).nth(usize::try_from(n).unwrap() - 1)
        }
        Due::Open => None,
    }
}

/// What excuses a place: until when (`None`: for good), and whether anything in it is assumed.
type Excuse = (Option<Day>, bool);

/// What excuses a place on a day, by what was said up to another.
fn excuse(world: &World, place: usize, rule: usize, day: Day, by: Day) -> Option<Excuse> {
    let mut all: Vec<Excuse> = Vec::new();
    for paper in world.papers.iter().filter(|paper| knows(world, paper) && paper.dated <= by) {
        for waiver in
            paper.waivers.iter().filter(|waiver| waiver.rule == rule && waiver.places.contains(&place))
        {
            if waiver.from <= day && waiver.until.is_none_or(|until| day <= until) {
                all.push((waiver.until, paper.assumption));
            }
        }
    }
    let predecessors = world.places[place].predecessors.iter().map(|(from, _)| *from);
    let bound: Vec<usize> = predecessors.filter(|from| duty(world, *from, rule, by).0).collect();
    let each: Option<Vec<Excuse>> = bound.iter().map(|from| excuse(world, *from, rule, day, by)).collect();
    if let Some(each) = each.filter(|each| !each.is_empty()) {
        let until = each.iter().filter_map(|(until, _)| *until).min();
        all.push((until, each.iter().any(|(_, assumed)| *assumed)));
    }
    all.into_iter().max_by_key(|(until, assumed)| (!assumed, until.is_none(), *until))
}
