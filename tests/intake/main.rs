//! What goes out to localities and comes back from them.

mod blind;
mod desk;
mod forms;
mod units;
