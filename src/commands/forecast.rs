//! `dondoc forecast --backtest`: how well the forecasts would have done.

use dondoc::pipeline::trial;
use dondoc::render::backtest;

use super::{Outcome, clock, output, screen, waiting};
use crate::cli::{Forecast, Global};

/// Tries the method on the project's own figures.
pub fn run(global: &Global, options: &Forecast) -> anyhow::Result<Outcome> {
    let horizon = clock::horizon(&options.clocks)?;
    match waiting::during(global, options.lang, |_| trial::forecasts(&global.project, horizon)) {
        Ok(found) => {
            let text = backtest::render(&found, options.lang, screen::style(global));
            output::to_stdout(text.as_bytes())?;
            Ok(Outcome::Done)
        }
        Err(refusal) => Ok(screen::refuse(global, &refusal)),
    }
}
