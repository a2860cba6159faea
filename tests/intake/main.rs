//! What goes out to localities and comes back from them.

mod desk;
mod forms;
mod units;
