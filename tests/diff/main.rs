//! What changed and why: the parts sum to the whole, whatever the two reports are.

mod blind;
mod days;
mod saved;
mod stage;
