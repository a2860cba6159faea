//! What the renderings of a report look like, and what they never let through.

mod contracts;
mod fixture;
mod history;
mod hostile;
mod looks;
mod workbook;
