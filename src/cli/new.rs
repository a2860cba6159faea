//! What `new` can be asked.

use clap::Args;

use dondoc::model::locality::Level;

use super::words::level;

/// Options of `new`.
#[derive(Debug, Args)]
pub struct New {
    /// Its id: small letters and digits joined by `-`, such as land-data-clean
    #[arg(value_name = "REQUIREMENT-ID")]
    pub requirement: String,
    /// Level of the localities that it is about [default: province]
    #[arg(long, value_parser = level)]
    pub level: Option<Level>,
    /// The document that asks for it
    #[arg(long, value_name = "ID")]
    pub from_document: Option<String>,
}
