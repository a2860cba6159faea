//! `dondoc` checks localities against a working group's deadlines and ranks them, with reasons and evidence.
//!
//! The library never prints and knows no clock; the binary's commands do both.

#![forbid(unsafe_code)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo, clippy::unimplemented)]
#![deny(clippy::dbg_macro)]

pub mod calendar;
pub mod cases;
pub mod diff;
pub mod evaluate;
pub mod forecast;
pub mod intake;
pub mod lint;
pub mod lsp;
pub mod model;
pub mod names;
pub mod pipeline;
pub mod problem;
pub mod program;
pub mod progress;
pub mod project;
pub mod quiet;
pub mod rank;
pub mod read;
pub mod receipt;
pub mod render;
pub mod report;
pub mod resolve;
pub mod rulebook;
