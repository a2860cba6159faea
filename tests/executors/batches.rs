//! Judging many at once says what looking at one after the other says: the same statuses, completions and evidence as
//! the plain way through facts, duties and the interpreter, which is written out here.

use camino::Utf8Path;
use dondoc::evaluate::completion::Completion;
use dondoc::evaluate::{Terms, Verdict, evaluate};
use dondoc::model::day::Day;
use dondoc::model::locality::LocalityIx;
use dondoc::model::requirement::RequirementIx;
use dondoc::model::verdict::Status;
use dondoc::read;
use dondoc::resolve::facts::Held;
use dondoc::resolve::{Horizon, Resolution};
use dondoc::rulebook::{Answer, Executor, ExecutorKind, Rulebook, Run};
use rust_decimal::Decimal;

use crate::run;

/// One look at one locality on one day.
struct Look {
    run: Run,
    held: Vec<Option<Held>>,
}

impl Look {
    fn evidence(&self) -> Vec<&Held> {
        self.run
            .reads
            .iter()
            .map(|read| self.held[read.slot].as_ref().expect("what was read is known"))
            .collect()
    }

    fn hedged(&self) -> bool {
        self.evidence().iter().any(|held| held.nearly)
    }

    fn completes(&self, day: Day) -> bool {
        let says = match self.run.answer {
            Answer::Met { day: exact, .. } => exact.is_none_or(|exact| exact <= day),
            Answer::Progress { done, total, .. } => done >= total,
            _ => false,
        };
        says && !self.hedged()
    }

    fn proof(&self) -> Option<(Day, bool)> {
        let denies = match self.run.answer {
            Answer::NotMet { .. } => true,
            Answer::Progress { done, total, .. } => done < total,
            _ => false,
        };
        let evidence = self.evidence();
        let oldest = evidence.iter().map(|held| held.oldest).min()?;
        let exact = evidence.iter().all(|held| held.exact);
        (denies && exact).then(|| (oldest, evidence.iter().any(|held| held.assumed)))
    }
}

struct Plain<'p> {
    resolution: &'p Resolution<'p>,
    rulebook: &'p Rulebook,
    executor: Executor<'p>,
}

impl Plain<'_> {
    fn look(&mut self, at: RequirementIx, locality: LocalityIx, day: Day, target: Option<Decimal>) -> Look {
        let reads = &self.rulebook.requirement(at).reads;
        let held: Vec<_> = reads.iter().map(|fact| self.resolution.held(locality, *fact, day)).collect();
        let values: Vec<_> = held.iter().map(|held| held.as_ref().map(|held| held.value.clone())).collect();
        Look { run: self.executor.run(at, &values, target), held }
    }

    fn completion(
        &mut self,
        at: RequirementIx,
        locality: LocalityIx,
        now: &Look,
        target: Option<Decimal>,
    ) -> Completion {
        if let Answer::Met { day: Some(day), .. } = now.run.answer {
            return Completion { after: Some(day), by: day, exact: true, assumed: false };
        }
        let as_of = self.resolution.horizon.as_of;
        let reads = &self.rulebook.requirement(at).reads;
        let (mut by, mut unbroken, mut proof) = (as_of, true, None::<(Day, bool)>);
        for day in self.resolution.stated_days(locality, reads, as_of).into_iter().rev() {
            if proof.is_some_and(|(proven, _)| day <= proven) {
                break;
            }
            let look = self.look(at, locality, day, target);
            if look.completes(day) {
                by = if unbroken { day } else { by };
            } else {
                unbroken = false;
                proof = proof.max(look.proof().filter(|(day, _)| *day < by));
            }
        }
        let (after, assumed) = (proof.map(|proof| proof.0), proof.is_some_and(|proof| proof.1));
        Completion { after, by, exact: false, assumed }
    }

    /// Compares a verdict with the plain way to it.
    fn check(&mut self, verdict: &Verdict) {
        let resolution = self.resolution;
        let as_of = resolution.horizon.as_of;
        let (at, locality) = (verdict.requirement, verdict.locality);
        let requirement = self.rulebook.requirement(at);
        let id = &resolution.project.registry.get(locality).id;
        let what = format!("{} of {id} on {as_of}", requirement.id);
        let duty = resolution.duty(locality, requirement, as_of).expect("a duty");
        if !duty.bound {
            assert_eq!((verdict.status, verdict.reason), (Status::NotApplicable, None), "{what}");
            return;
        }
        let target = duty.target.map(|target| target.value);
        let look = self.look(at, locality, as_of, target);
        let mut read: Vec<usize> = look.run.reads.iter().map(|read| read.slot).collect();
        read.sort_unstable();
        assert_eq!(verdict.evidence.iter().collect::<Vec<_>>(), read, "{what}");
        let held = read.iter().map(|slot| (requirement.reads[*slot], look.held[*slot].clone().unwrap()));
        assert_eq!(
            verdict.evidence(resolution, requirement).collect::<Vec<_>>(),
            held.collect::<Vec<_>>(),
            "{what}"
        );
        let missing = requirement.reads.iter().zip(&look.held).filter(|(_, held)| held.is_none());
        let missing: Vec<_> = missing.map(|(fact, _)| *fact).collect();
        let lacks = matches!(look.run.answer, Answer::Missing { .. });
        let told: Vec<_> = verdict.missing(requirement).collect();
        assert_eq!(told, if lacks { missing } else { Vec::new() }, "{what}");
        let excuse = resolution.excuse(locality, requirement, as_of, as_of);
        let completes = look.completes(as_of);
        let deadline = if completes {
            let completion = self.completion(at, locality, &look, target);
            assert_eq!(verdict.completion, Some(completion), "{what}");
            let then = resolution.duty(locality, requirement, completion.by).expect("a duty").deadline;
            let effective = then.as_ref().and_then(|deadline| deadline.effective);
            let late = effective.is_some_and(|effective| completion.is_late(effective));
            assert_eq!(verdict.status, if late { Status::MetLate } else { Status::Met }, "{what}");
            then
        } else {
            assert_eq!(verdict.completion, None, "{what}");
            duty.deadline
        };
        match (&look.run.answer, verdict.status) {
            (Answer::Failed { message }, status) => {
                assert_eq!(status, Status::Error, "{what}");
                assert_eq!(verdict.fault.as_ref().map(|fault| &fault.message), Some(message), "{what}");
                return;
            }
            (Answer::NotApplicable { .. }, status) => {
                assert_eq!(status, Status::NotApplicable, "{what}");
                return;
            }
            (_, status) if completes => assert!(status.is_complete(), "{what}"),
            (_, status) if excuse.is_some() => assert_eq!(status, Status::Waived, "{what}"),
            (_, status) => assert_eq!(status == Status::Unknown, lacks, "{what}"),
        }
        assert_eq!(verdict.deadline.as_deref(), deadline.as_ref(), "{what}");
        let waived = excuse.filter(|_| !completes);
        assert_eq!(verdict.excuse.as_deref(), waived.as_ref(), "{what}");
    }
}

/// Compares every verdict of a project on a day; how many there are that are complete.
fn compare(folder: &Utf8Path, as_of: Day) -> usize {
    let project = read::project(folder).project;
    let (rulebook, _) = Rulebook::compile(&project.scripts, &project);
    let resolution = Resolution::new(&project, Horizon { as_of, known_by: None });
    let all: Vec<RequirementIx> = (0..rulebook.requirements().len()).map(RequirementIx::new).collect();
    let Ok(lists) = evaluate(&resolution, &rulebook, &all, Terms { due_soon: 10 }) else { return 0 };
    let executor = rulebook.executor(&project.dictionary).by(ExecutorKind::Interpreted);
    let mut plain = Plain { resolution: &resolution, rulebook: &rulebook, executor };
    let verdicts = || lists.iter().flatten();
    verdicts().for_each(|verdict| plain.check(verdict));
    verdicts().filter(|verdict| verdict.status.is_complete()).count()
}

#[test]
fn the_shipped_project_is_judged_as_one_look_at_a_time_judges_it() {
    let folder = Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    let days = [(2024, 10, 21), (2025, 2, 28), (2025, 7, 1), (2026, 9, 30)];
    let complete = days.map(|(year, month, day)| compare(folder, Day::from_ymd(year, month, day).unwrap()));
    assert!(complete.iter().all(|count| *count > 30), "{complete:?}");
}

#[test]
fn every_small_project_is_judged_as_one_look_at_a_time_judges_it() {
    let mut complete = 0;
    for fixture in run::fixtures() {
        for (year, month, day) in [(2024, 10, 21), (2025, 3, 31), (2025, 6, 30), (2025, 7, 31), (2026, 1, 31)]
        {
            complete += compare(&fixture.folder, Day::from_ymd(year, month, day).unwrap());
        }
    }
    assert!(complete > 100, "{complete}");
}
