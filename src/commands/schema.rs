//! `dondoc schema`: the form of the JSON report.

use super::{Outcome, output};

/// Prints the JSON Schema.
pub fn run() -> anyhow::Result<Outcome> {
    output::to_stdout(dondoc::render::schema::schema().as_bytes())?;
    Ok(Outcome::Done)
}
