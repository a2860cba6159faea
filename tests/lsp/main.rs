//! `dondoc lsp`, driven over its protocol as an editor drives it.

mod client;
#[path = "../run/mod.rs"]
mod run;
mod session;
mod writing;
