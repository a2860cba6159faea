//! How much a rule may take while it is read and while it runs.

use std::ops::RangeInclusive;

/// Bytes of one text, by default.
pub const TEXT: usize = 8_192;

/// The contents of `rules/limits.toml`. Nothing that people write comes near the defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Steps of one check.
    pub steps: u64,
    /// Seconds that all checks of one rule may take together; only those of many steps are counted.
    pub seconds: u64,
    /// Functions inside functions inside `check`.
    pub calls: u64,
    /// Depth of an expression.
    pub depth: u64,
    /// Bytes of one text.
    pub text: u64,
    /// Items of one list.
    pub list: u64,
    /// Keys of one table.
    pub table: u64,
    /// Names that a check can give values to.
    pub names: u64,
    /// Functions of one rule, with those that it imports.
    pub functions: u64,
    /// Bytes of one rule, with what it imports.
    pub bytes: u64,
}

/// One limit: its key, what it may be set to, and the way to it.
#[derive(Debug, Clone)]
pub struct Limit {
    /// Key in `rules/limits.toml`.
    pub key: &'static str,
    /// What it may be set to. The upper ends keep a rule within the memory and the stack that there are.
    pub range: RangeInclusive<u64>,
    /// Where it is kept.
    pub of: fn(&mut Limits) -> &mut u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // A check reads a handful of facts; one with a loop may take a few thousand steps. So many take some
            // milliseconds, and can hold on to some 20 MB.
            steps: 10_000,
            // All the checks of a rule for ten thousand communes take one.
            seconds: 5,
            calls: 32,
            // `a + b + c` counts one a step. Deeper ones are unreadable long before they are dangerous.
            depth: 48,
            // The longest is a reason with its placeholders.
            text: TEXT as u64,
            // `cites`, or what follows `in`.
            list: 128,
            // All levels of `REQUIREMENT` together.
            table: 512,
            names: 64,
            // Closures among them.
            functions: 64,
            // The longest rule that anybody should have to read is a hundredth of this.
            bytes: 256 * 1024,
        }
    }
}

impl Limits {
    /// Every limit that there is.
    #[must_use]
    pub fn all() -> [Limit; 10] {
        [
            Limit { key: "steps", range: 100..=10_000_000, of: |l| &mut l.steps },
            Limit { key: "seconds", range: 1..=60, of: |l| &mut l.seconds },
            Limit { key: "calls", range: 1..=64, of: |l| &mut l.calls },
            Limit { key: "depth", range: 8..=64, of: |l| &mut l.depth },
            Limit { key: "text", range: 256..=32_768, of: |l| &mut l.text },
            Limit { key: "list", range: 16..=4_096, of: |l| &mut l.list },
            Limit { key: "table", range: 64..=4_096, of: |l| &mut l.table },
            Limit { key: "names", range: 8..=128, of: |l| &mut l.names },
            Limit { key: "functions", range: 1..=512, of: |l| &mut l.functions },
            Limit { key: "bytes", range: 1_024..=1_048_576, of: |l| &mut l.bytes },
        ]
    }

    /// How a limit is set, for the end of what is said of whoever is past it.
    #[must_use]
    pub fn setting(key: &str) -> String {
        format!("(the limit `{key}`, which rules/limits.toml sets)")
    }

    /// Whether a run may take no less than by default.
    #[must_use]
    pub fn are_no_narrower_than_by_default(&self) -> bool {
        let (of_a_run, usual) = (
            |of: &Self| [of.steps, of.seconds, of.calls, of.text, of.list, of.table, of.names],
            Self::default(),
        );
        of_a_run(self).into_iter().zip(of_a_run(&usual)).all(|(own, usual)| own >= usual)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_has_every_limit_with_its_default() {
        let readme = include_str!("../../README.md");
        let mut defaults = Limits::default();
        for limit in Limits::all() {
            let line = format!("{} = {} ", limit.key, (limit.of)(&mut defaults));
            let squeezed = readme.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
            assert!(squeezed.into_iter().any(|told| told.starts_with(&line)), "README.md lacks `{line}`");
        }
    }
}
