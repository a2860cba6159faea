//! `dondoc test`: the rules' cases.

use super::Outcome;
use crate::cli::{Global, Test};

/// Runs the cases.
pub fn run(_global: &Global, _options: &Test) -> anyhow::Result<Outcome> {
    todo!()
}
