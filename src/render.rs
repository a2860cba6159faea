//! Renderings of the report. Each sees [`crate::report`] and nothing else.
