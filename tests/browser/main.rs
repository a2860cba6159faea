//! The page in a real browser: what a reader does with it, and what it must never do.

mod accessibility;
mod driver;
mod pages;
mod reading;
mod safety;
mod steps;
