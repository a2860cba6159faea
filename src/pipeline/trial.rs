//! Trying the forecasts on what a project has.

use camino::Utf8Path;

use super::{Prepared, Refusal, prepare};
use crate::report::backtest::{Backtest, backtest};
use crate::resolve::{Horizon, Resolution};

/// Tries the method of the forecasts on the figures of the project in a folder.
///
/// # Errors
/// [`Refusal`] where the project is wrong.
pub fn forecasts(folder: &Utf8Path, horizon: Horizon) -> Result<Backtest, Box<Refusal>> {
    let Prepared { project, .. } = prepare(folder)?;
    Ok(backtest(&Resolution::new(&project, horizon)))
}
