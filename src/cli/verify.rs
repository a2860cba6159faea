//! What `verify` can be asked.

use camino::Utf8PathBuf;
use clap::Args;

/// Options of `verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// The receipt, written by `check --receipt`
    #[arg(value_name = "FILE")]
    pub receipt: Utf8PathBuf,
    /// The report that it should be of
    #[arg(long, value_name = "REPORT")]
    pub report: Option<Utf8PathBuf>,
}
