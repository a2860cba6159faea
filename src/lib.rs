//! `dondoc` checks localities against a working group's deadlines and ranks them, with reasons and evidence.
//!
//! The library never prints and knows no clock; the binary's commands do both.

pub mod calendar;
pub mod model;
pub mod names;
pub mod problem;
pub mod read;
pub mod render;
pub mod report;
pub mod rulebook;
