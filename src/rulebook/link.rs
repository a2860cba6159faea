//! Linking: a rule and the functions that it imports from `rules/lib/`, as one text.
//!
//! In: a rule's text and the texts of the library, which the reader has loaded; no file is ever opened for an import.
//! Out: one text with one set of functions, which the lint follows and either executor runs as if it had been written
//! so, and where each byte of it comes from. Invariant: nothing in the rule's own part moves by a byte, so every
//! position in it is that of the file. `shares::enough(a)` becomes `shares__enough(a)`, and the import white space.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::arithmetic_side_effects))]

use std::collections::BTreeSet;
use std::sync::Arc;

use super::text::{Part, RuleText};
use crate::model::limits::Limits;
use crate::problem::hint::did_you_mean;
use crate::problem::{Code, Problem};
use crate::project::Script;

/// Imports inside imports; a rule needs one.
const MOST_DEEP: usize = 8;

/// A rule with all that it imports.
#[derive(Debug)]
pub(super) struct Linked {
    /// The text, with its places.
    pub(super) text: RuleText,
    /// How many bytes are the rule's own.
    pub(super) own: usize,
    /// What the names of imported functions begin with.
    prefixes: BTreeSet<String>,
}

impl Linked {
    /// A problem in the words of who wrote the rule: `shares::enough`, not `shares__enough`.
    pub(super) fn told(&self, mut problem: Problem) -> Problem {
        for prefix in &self.prefixes {
            let written = prefix.replace("__", "::");
            let spell = |text: &str| text.replace(prefix.as_str(), &written);
            problem.message = spell(&problem.message);
            problem.label = spell(&problem.label);
            problem.help = problem.help.map(|help| help.spelled(spell));
        }
        problem
    }
}

/// Links a rule; what is wrong with its imports is told.
pub(super) fn link(script: &Script, library: &[Script], most: usize, problems: &mut Vec<Problem>) -> Linked {
    let mut linker =
        Linker { library, most, problems, out: String::new(), parts: Vec::new(), prefixes: BTreeSet::new() };
    let alone = linker.add(script, "", &mut Vec::new());
    let own = script.text.len();
    let Linker { out, parts, prefixes, .. } = linker;
    // most rules import nothing, and need not be cut into tokens again
    let text = match out == *script.text {
        true => alone,
        false => RuleText::linked(Arc::clone(&script.file), out.into(), parts),
    };
    Linked { text, own, prefixes }
}

struct Linker<'l> {
    library: &'l [Script],
    most: usize,
    problems: &'l mut Vec<Problem>,
    out: String,
    parts: Vec<Part>,
    prefixes: BTreeSet<String>,
}

/// `import "name" as alias;`
struct Import<'l> {
    alias: String,
    of: &'l Script,
}

impl<'l> Linker<'l> {
    /// Adds a text, its functions under a prefix, and then what it imports; gives the text as it was alone.
    fn add(&mut self, script: &Script, prefix: &str, trail: &mut Vec<String>) -> RuleText {
        let text = RuleText::new(Arc::clone(&script.file), Arc::clone(&script.text));
        let (imports, mut edits) = self.imports(&text, trail);
        let words: Vec<&str> = text.tokens().iter().map(|token| text.slice(token)).collect();
        let own: BTreeSet<&str> = words
            .windows(2)
            .filter_map(|pair| (pair.first() == Some(&"fn")).then(|| pair.get(1).copied())?)
            .collect();
        for (at, token) in text.tokens().iter().enumerate() {
            let word = |step: usize| words.get(at.saturating_add(step)).copied().unwrap_or_default();
            let before = at.checked_sub(1).and_then(|at| words.get(at)).copied().unwrap_or_default();
            let adjacent =
                text.tokens().get(at.saturating_add(1)).is_some_and(|next| next.start == token.end);
            if word(1) == "::" && adjacent && imports.iter().any(|import| import.alias == word(0)) {
                edits.push((token.start..token.start, prefix.to_owned()));
                edits.push((token.end..token.end.saturating_add("::".len()), "__".to_owned()));
            } else if word(1) == "(" && before != "::" && own.contains(word(0)) {
                edits.push((token.start..token.start, prefix.to_owned()));
            }
        }
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        self.write(&text, prefix, &edits);
        for Import { alias, of } in imports {
            let inner = format!("{prefix}{alias}__");
            if self.out.len().saturating_add(of.text.len()) > self.most {
                let set = Limits::setting("bytes");
                let message =
                    format!("the rule is longer than {} bytes with what it imports {set}", self.most);
                let problem = Problem::error(Code::TooLarge, message).at(text.spot(0..0), "");
                self.problems.push(problem.help("split it, or import less"));
                break;
            }
            self.prefixes.insert(inner.clone());
            trail.push(of.id.clone());
            self.add(of, &inner, trail);
            trail.pop();
        }
        text
    }

    /// What a text imports, and white space in the place of each import.
    fn imports(
        &mut self,
        text: &RuleText,
        trail: &[String],
    ) -> (Vec<Import<'l>>, Vec<(std::ops::Range<usize>, String)>) {
        let (mut imports, mut edits) = (Vec::new(), Vec::new());
        let mut depth = 0_usize;
        let tokens = text.tokens();
        for (at, token) in tokens.iter().enumerate() {
            let word =
                |step: usize| tokens.get(at.saturating_add(step)).map_or("", |token| text.slice(token));
            match word(0) {
                "{" | "#{" | "(" | "[" => depth = depth.saturating_add(1),
                "}" | ")" | "]" => depth = depth.saturating_sub(1),
                "import" if depth == 0 && word(2) == "as" && word(4) == ";" => {
                    let name = word(1).strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
                    let place = tokens.get(at.saturating_add(1)).cloned().unwrap_or(token.clone());
                    match name.map(|name| self.find(name, trail)) {
                        Some(Ok(of)) => imports.push(Import { alias: word(3).to_owned(), of }),
                        Some(Err(problem)) => self.problems.push(problem.at(text.spot(place), "")),
                        None => self.problems.push(unnamed().at(text.spot(place), "")),
                    }
                    let end = tokens.get(at.saturating_add(4)).map_or(token.end, |last| last.end);
                    let blank = text.slice(&(token.start..end)).chars();
                    let blank =
                        blank.map(|c| if c == '\n' { "\n".to_owned() } else { " ".repeat(c.len_utf8()) });
                    edits.push((token.start..end, blank.collect()));
                }
                _ => {}
            }
        }
        (imports, edits)
    }

    fn find(&self, name: &str, trail: &[String]) -> Result<&'l Script, Problem> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if name.is_empty() || !name.chars().all(plain) {
            return Err(unnamed());
        }
        if trail.iter().any(|outer| outer == name) {
            let way: Vec<&str> = trail.iter().map(String::as_str).chain([name]).collect();
            let message = format!("the library imports itself: {}", way.join(" imports "));
            return Err(Problem::error(Code::ForbiddenConstruct, message)
                .help("move what both need into a third file"));
        }
        if trail.len() >= MOST_DEEP {
            let message = format!("imports lie more than {MOST_DEEP} deep");
            return Err(Problem::error(Code::TooLarge, message).help("import the file directly"));
        }
        self.library.iter().find(|script| script.id == name).ok_or_else(|| {
            let problem =
                Problem::error(Code::MissingFile, format!("there is no file `rules/lib/{name}.rhai`"));
            match did_you_mean(name, self.library.iter().map(|script| script.id.as_str())) {
                Some(help) => problem.help(help),
                None => problem.help("rules import files of rules/lib/ only"),
            }
        })
    }

    /// Writes a text with its edits down, and notes what has moved by how much.
    fn write(&mut self, text: &RuleText, prefix: &str, edits: &[(std::ops::Range<usize>, String)]) {
        let imported = !prefix.is_empty();
        if imported {
            self.out.push('\n');
        }
        let start = self.out.len();
        let mut moved = Vec::new();
        let mut at = 0;
        for (range, new) in edits {
            self.out.push_str(text.slice(&(at..range.start)));
            let longer = new.len().saturating_sub(range.len());
            if longer > 0 {
                moved.push((self.out.len(), longer));
            }
            self.out.push_str(new);
            at = range.end;
        }
        self.out.push_str(text.slice(&(at..text.text().len())));
        if imported {
            // what a library says of itself is not what the rule says of itself
            let quiet = self.out.split_off(start).replace("//!", "// ");
            self.out.push_str(&quiet);
            self.parts.push(Part { start, file: text.file(), moved });
        }
    }
}

fn unnamed() -> Problem {
    Problem::error(Code::ForbiddenConstruct, "rules import a file of rules/lib/ by its name, never by a path")
        .help("write `import \"name\" as name;` at the top, and call `name::function(...)`")
}
