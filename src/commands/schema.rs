//! `dondoc schema`: the forms of what other programs read.

use dondoc::{receipt, render};

use super::{Outcome, output};
use crate::cli::Schema;

/// Prints a JSON Schema.
pub fn run(of: Schema) -> anyhow::Result<Outcome> {
    let schema = match of {
        Schema::Report => render::schema::schema(),
        Schema::Receipt => receipt::schema(),
    };
    output::to_stdout(schema.as_bytes())?;
    Ok(Outcome::Done)
}
