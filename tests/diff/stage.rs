//! The split itself, on random scenes, against counting by hand.

use std::collections::BTreeMap;

use dondoc::diff::Cause;
use dondoc::diff::split::{Part, SCENES, Stage};
use dondoc::model::locality::Level;
use dondoc::report::scene::{Actor, Scene};
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;

type Scores = Vec<Option<(u8, u8)>>;

fn scene(scores: &Scores) -> Scene {
    let actor = |score: &Option<(u8, u8)>| Actor {
        level: Level::Province,
        score: score.map(|(n, more)| {
            let low = BigRational::new(n.into(), 3.into());
            (low.clone(), low + BigRational::from_integer(more.into()))
        }),
        verdicts: BTreeMap::new(),
    };
    let localities = scores.iter().enumerate().map(|(at, score)| (at.to_string(), actor(score)));
    Scene { localities: localities.collect(), ..Scene::default() }
}

fn scenes() -> impl Strategy<Value = Vec<Scores>> {
    let score = prop::option::weighted(0.9, (0u8..6, 0u8..3));
    prop::collection::vec(prop::collection::vec(score, 4), SCENES)
}

fn rank(scores: &Scores, at: usize) -> Option<i64> {
    let own = scores[at]?.0;
    Some(1 + scores.iter().flatten().filter(|other| other.0 > own).count() as i64)
}

fn sum(parts: &[Part], of: impl Fn(&Part) -> BigRational) -> BigRational {
    parts.iter().map(of).fold(BigRational::zero(), |sum, one| sum + one)
}

proptest! {
    #[test]
    fn parts_sum_to_the_change_exactly(scores in scenes()) {
        let scenes: [Scene; SCENES] = scores.iter().map(scene).collect::<Vec<_>>().try_into().unwrap();
        let stage = Stage::new(&scenes);
        for at in 0..4 {
            let id = at.to_string();
            let parts = stage.parts(&id, &id);
            let (first, last) = (&scenes[0].localities[&id].score, &scenes[SCENES - 1].localities[&id].score);
            let (Some(first), Some(last)) = (first, last) else {
                prop_assert!(parts.is_empty());
                continue;
            };
            prop_assert_eq!(sum(&parts, |p| &p.low.1 - &p.low.0), &last.0 - &first.0);
            prop_assert_eq!(sum(&parts, |p| &p.high.1 - &p.high.0), &last.1 - &first.1);
            let places: i64 = parts.iter().map(|p| p.rank_own + p.rank_others).sum();
            prop_assert_eq!(Some(places), rank(&scores[SCENES - 1], at).zip(rank(&scores[0], at)).map(|(b, a)| b - a));
        }
    }

    #[test]
    fn own_progress_is_what_the_rank_would_be_if_nobody_else_had_moved(scores in scenes()) {
        let scores: Vec<Scores> =
            scores.into_iter().map(|row| row.into_iter().map(|score| score.or(Some((0, 0)))).collect()).collect();
        let scenes: [Scene; SCENES] = scores.iter().map(scene).collect::<Vec<_>>().try_into().unwrap();
        let parts = Stage::new(&scenes).parts("0", "0");
        let mut alone = scores[SCENES - 2].clone();
        alone[0] = scores[SCENES - 1][0];
        let own = rank(&alone, 0).unwrap() - rank(&scores[SCENES - 2], 0).unwrap();
        let others = rank(&scores[SCENES - 1], 0).unwrap() - rank(&alone, 0).unwrap();
        let of = |cause: Cause| parts.iter().find(|part| part.cause == cause).unwrap();
        prop_assert_eq!((of(Cause::OwnProgress).rank_own, of(Cause::OwnProgress).rank_others), (own, 0));
        prop_assert_eq!((of(Cause::OthersProgress).rank_own, of(Cause::OthersProgress).rank_others), (0, others));
        prop_assert_eq!(&of(Cause::OthersProgress).low.0, &of(Cause::OthersProgress).low.1);
    }
}
