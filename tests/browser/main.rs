//! The page in a real browser: what a reader does with it, and what it must never do.

mod accessibility;
mod changes;
mod crowds;
mod driver;
mod history;
mod pages;
mod reading;
mod safety;
mod steps;
