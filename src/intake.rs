//! What localities send in: the form that they are asked to fill in, and what a filled form would change.
//!
//! In: a project seen on a day, and a sheet. Out: a [`template::Template`] as a workbook, or a [`proposal::Proposal`]
//! that says every change before anything is written. Nothing here opens or writes a file.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects))]

pub mod footing;
pub mod form_book;
pub mod heads;
pub mod layout;
pub mod mark;
pub mod paper;
pub mod phrases;
pub mod preview;
pub mod proposal;
pub mod template;
pub mod whose;
