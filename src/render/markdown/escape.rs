//! Texts of the data inside Markdown: nothing in them is markup, a link, a mention or HTML.

/// The text with everything that Markdown could read as more than letters taken out of its sight.
///
/// It is made for text inside of a line: behind a heading's `#`, a list's `-` or a table's `|`. Line breaks are gone
/// before (see [`crate::render::visible`]).
pub(in crate::render) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            // At the beginning these would make a heading, a list or a quotation.
            '#' | '+' | '-' if before.is_none() => {
                out.push('\\');
                out.push(c);
            }
            // At the end of a heading this would be swallowed.
            '#' => out.push_str("\\#"),
            '.' | ')' if is_number(&out) && rest.peek().is_none_or(|c| *c == ' ') => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A mention would call somebody.
            '@' => out.push_str("&#64;"),
            // An address would become a link.
            ':' if rest.peek() == Some(&'/') => out.push_str("&#58;"),
            '.' if out.to_ascii_lowercase().ends_with("www") => out.push_str("&#46;"),
            c => out.push(c),
        }
        before = Some(c);
    }
    out
}

/// A number at the beginning would make a numbered list.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_only_letters() {
        assert_eq!(escape("a | b"), "a \\| b");
        assert_eq!(escape("<script>x</script> & `y`"), "&lt;script&gt;x&lt;/script&gt; &amp; \\`y\\`");
        assert_eq!(escape("[x](https://y) www.z"), "\\[x\\](https&#58;//y) www&#46;z");
        assert_eq!(escape("*a* _b_ ~~c~~ $d$ @e"), "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\$d\\$ &#64;e");
    }

    #[test]
    fn beginnings_and_ends_of_lines_mean_nothing() {
        assert_eq!(escape("# a #"), "\\# a \\#");
        assert_eq!(escape("- a - b"), "\\- a - b");
        assert_eq!(escape("1. a"), "1\\. a");
        assert_eq!(escape("100.0"), "100.0");
        assert_eq!(escape("Bà Rịa - Vũng Tàu"), "Bà Rịa - Vũng Tàu");
    }
}
