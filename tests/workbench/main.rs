//! The policy writer's workbench, driven as a person drives it: a folder, a command, what is shown.

mod explaining;
mod fixture;
mod linting;
mod making;
mod mistakes;
mod slips;
mod testing;
mod watching;
