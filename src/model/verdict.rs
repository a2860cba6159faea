//! Statuses: the closed set of answers for one locality and one requirement.

use super::words;

words! {
    /// The answer for one locality and one requirement, in the order of `--fail-on`, mildest first.
    Status {
        /// It does not bind this locality, or the rule says so.
        NotApplicable = "not-applicable",
        /// Excused on the day judged, and not complete.
        Waived = "waived",
        /// Complete, and not for certain after the effective day.
        Met = "met",
        /// Complete, for certain after the effective day.
        MetLate = "met-late",
        /// Not complete, and the effective day has not passed or there is none.
        InProgress = "in-progress",
        /// In progress with few working days left.
        DueSoon = "due-soon",
        /// A fact that the rule needs is not reported.
        Unknown = "unknown",
        /// Not complete, and the effective day has passed.
        Overdue = "overdue",
        /// The rule failed while running.
        Error = "error",
    }
}

impl Status {
    /// Whether the locality has what the requirement asks for.
    #[must_use]
    pub fn is_complete(self) -> bool {
        matches!(self, Status::Met | Status::MetLate)
    }

    /// Whether it is left out of the score altogether.
    #[must_use]
    pub fn is_left_out(self) -> bool {
        matches!(self, Status::Waived | Status::NotApplicable)
    }

    /// Whether the truth may still be anything between nothing and full credit.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Status::Unknown | Status::Error)
    }
}
