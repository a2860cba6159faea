//! Scores and ranks against plain brute force: every way in which the unknowns could turn out is tried.

use dondoc::evaluate::{Progress, Verdict};
use dondoc::model::day::Day;
use dondoc::model::locality::LocalityIx;
use dondoc::model::requirement::RequirementIx;
use dondoc::model::scoring::{Basis, Grade, Scoring};
use dondoc::model::verdict::Status;
use dondoc::rank::{Bounds, Fraction, Standing, Weights, certain_pairs, exact, rank};
use dondoc::rulebook::Slots;
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn scoring() -> Scoring {
    Scoring {
        due_soon: 10,
        met: Decimal::ONE,
        met_late: Decimal::new(5, 1),
        grades: vec![
            (Grade::Excellent, Decimal::from(90)),
            (Grade::Good, Decimal::from(80)),
            (Grade::Fair, Decimal::from(70)),
            (Grade::Average, Decimal::from(50)),
            (Grade::Weak, Decimal::ZERO),
        ],
        basis: Basis::All,
    }
}

fn day() -> Day {
    Day::from_ymd(2024, 10, 21).unwrap()
}

fn verdict(locality: usize, requirement: usize, status: Status, done: u32) -> Verdict {
    let progress = Progress { done: Decimal::from(done), total: Decimal::from(7) };
    Verdict {
        locality: LocalityIx::new(locality),
        requirement: RequirementIx::new(requirement),
        status,
        reason: None,
        progress: (status == Status::InProgress).then_some(progress),
        deadline: None,
        completion: None,
        missing: Slots::default(),
        target_missing: false,
        evidence: Slots::default(),
        assumed: false,
        excuse: None,
        fault: None,
    }
}

type Case = (Vec<u32>, Vec<Vec<(Status, u32)>>);

/// Weights of up to three requirements and, for up to four localities, a status and a numerator for each.
fn cases() -> impl Strategy<Value = Case> {
    (1usize..=3, 2usize..=4).prop_flat_map(|(requirements, localities)| {
        let status = prop::sample::select(Status::ALL.to_vec());
        let row = prop::collection::vec((status, 0u32..=7), requirements);
        (prop::collection::vec(1u32..=3, requirements), prop::collection::vec(row, localities))
    })
}

fn standings((weights, table): &Case) -> Vec<Standing> {
    let lists: Vec<Vec<Verdict>> = (0..weights.len())
        .map(|r| table.iter().enumerate().map(|(l, row)| verdict(l, r, row[r].0, row[r].1)).collect())
        .collect();
    let lists: Vec<&[Verdict]> = lists.iter().map(Vec::as_slice).collect();
    let weights: Weights =
        weights.iter().enumerate().map(|(r, w)| (RequirementIx::new(r), Decimal::from(*w))).collect();
    let localities: Vec<LocalityIx> = (0..table.len()).map(LocalityIx::new).collect();
    rank(&localities, &lists, &weights, &scoring(), day())
}

fn fraction(numerator: u32, denominator: u32) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

/// Scores of one locality in every way in which its unknowns could turn out; empty where nothing counts.
fn possible_scores(weights: &[u32], row: &[(Status, u32)]) -> Vec<BigRational> {
    let counting: Vec<usize> =
        (0..row.len()).filter(|r| !matches!(row[*r].0, Status::Waived | Status::NotApplicable)).collect();
    let total: u32 = counting.iter().map(|r| weights[*r]).sum();
    if total == 0 {
        return Vec::new();
    }
    let open: Vec<usize> =
        counting.iter().copied().filter(|r| matches!(row[*r].0, Status::Unknown | Status::Error)).collect();
    (0..1u32 << open.len())
        .map(|bits| {
            let mut sum = BigRational::zero();
            for r in &counting {
                let credit = match row[*r].0 {
                    Status::Met => fraction(1, 1),
                    Status::MetLate => fraction(1, 2),
                    Status::InProgress => fraction(row[*r].1, 7),
                    Status::Unknown | Status::Error => {
                        let at = open.iter().position(|o| o == r).unwrap();
                        fraction(bits >> at & 1, 1)
                    }
                    _ => fraction(0, 1),
                };
                sum += fraction(weights[*r], 1) * credit;
            }
            sum * fraction(100, total)
        })
        .collect()
}

/// Every combination of one score a locality.
fn worlds(possible: &[Vec<BigRational>]) -> Vec<Vec<Option<BigRational>>> {
    possible.iter().fold(vec![Vec::new()], |worlds, scores| {
        let options: Vec<Option<BigRational>> = match scores.is_empty() {
            true => vec![None],
            false => scores.iter().cloned().map(Some).collect(),
        };
        worlds
            .iter()
            .flat_map(|world| {
                options.iter().map(move |option| {
                    let mut next = world.clone();
                    next.push(option.clone());
                    next
                })
            })
            .collect()
    })
}

fn ahead(world: &[Option<BigRational>], at: usize) -> usize {
    let own = world[at].as_ref().unwrap();
    world.iter().flatten().filter(|other| *other > own).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn bounds_are_what_the_unknowns_allow_and_no_wider(case in cases()) {
        let standings = standings(&case);
        let (weights, table) = &case;
        let possible: Vec<Vec<BigRational>> = table.iter().map(|row| possible_scores(weights, row)).collect();
        let worlds = worlds(&possible);
        for (at, standing) in standings.iter().enumerate() {
            let expected = possible[at].iter().min().cloned().zip(possible[at].iter().max().cloned());
            prop_assert_eq!(standing.score.clone(), expected.map(|(low, high)| Bounds { low: Fraction::of(&low), high: Fraction::of(&high) }));
            let Some(rank) = standing.rank else { continue };
            prop_assert_eq!(rank.best, 1 + worlds.iter().map(|w| ahead(w, at)).min().unwrap());
            prop_assert_eq!(rank.worst, 1 + worlds.iter().map(|w| ahead(w, at)).max().unwrap());
            let lowest: Vec<Option<BigRational>> = possible.iter().map(|p| p.iter().min().cloned()).collect();
            prop_assert_eq!(rank.proven, 1 + ahead(&lowest, at));
        }
    }

    #[test]
    fn a_pair_is_certain_where_no_world_turns_it(case in cases()) {
        let standings = standings(&case);
        let (weights, table) = &case;
        let possible: Vec<Vec<BigRational>> = table.iter().map(|row| possible_scores(weights, row)).collect();
        let mut certain = 0;
        let mut pairs = 0;
        for a in 0..table.len() {
            for b in a + 1..table.len() {
                if possible[a].is_empty() || possible[b].is_empty() {
                    continue;
                }
                pairs += 1;
                let orders: std::collections::BTreeSet<std::cmp::Ordering> =
                    possible[a].iter().flat_map(|x| possible[b].iter().map(move |y| x.cmp(y))).collect();
                certain += usize::from(orders.len() == 1);
            }
        }
        prop_assert_eq!(certain_pairs(&standings), (certain, pairs));
    }

    #[test]
    fn knowing_more_never_widens_a_bound(case in cases(), pick in 0usize..144, met in any::<bool>()) {
        let mut known = case;
        let (localities, requirements) = (known.1.len(), known.0.len());
        let (l, r) = (pick % localities, pick / localities % requirements);
        known.1[l][r].0 = Status::Unknown;
        let before = standings(&known);
        known.1[l][r].0 = if met { Status::Met } else { Status::Overdue };
        for (before, after) in before.iter().zip(standings(&known)) {
            if let (Some(old), Some(new)) = (&before.score, &after.score) {
                prop_assert!(old.low <= new.low && new.high <= old.high);
            }
            if let (Some(old), Some(new)) = (before.rank, after.rank) {
                prop_assert!(old.best <= new.best && new.worst <= old.worst);
            }
        }
    }
}

#[test]
fn equal_scores_share_a_rank_and_the_next_is_skipped() {
    let row = |status| vec![(status, 0)];
    let table = vec![row(Status::Met), row(Status::MetLate), row(Status::MetLate), row(Status::Overdue)];
    let ranks: Vec<usize> = standings(&(vec![1], table)).iter().map(|s| s.rank.unwrap().proven).collect();
    assert_eq!(ranks, [1, 2, 2, 4]);
}

#[test]
fn a_grade_is_a_span_where_the_unknown_decides() {
    let table = vec![vec![(Status::Met, 0), (Status::Unknown, 0)], vec![(Status::Met, 0), (Status::Met, 0)]];
    let grades: Vec<_> = standings(&(vec![1, 1], table)).iter().map(|s| s.grade.unwrap()).collect();
    assert_eq!(grades, [(Grade::Average, Grade::Excellent), (Grade::Excellent, Grade::Excellent)]);
}

#[test]
fn a_decimal_is_taken_exactly() {
    assert_eq!(exact(Decimal::new(1539, 2)), fraction(1539, 100));
}
