//! Addresses of files: `file:///…` as an editor writes it, and the path that the project knows.

use camino::{Utf8Path, Utf8PathBuf};

/// The path of a `file:` address.
#[must_use]
pub fn path(address: &str) -> Option<Utf8PathBuf> {
    let rest = address.strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let mut bytes = Vec::with_capacity(rest.len());
    let mut left = rest.bytes();
    while let Some(byte) = left.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        bytes.push(digit(left.next()?)? << 4 | digit(left.next()?)?);
    }
    let path = String::from_utf8(bytes).ok()?;
    // `/C:/…` is `C:/…`
    let drive = path.strip_prefix('/').filter(|rest| rest.as_bytes().get(1) == Some(&b':'));
    let path = drive.map_or(path.as_str(), |rest| rest);
    path.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()).then(|| Utf8PathBuf::from(path))
}

/// The `file:` address of a path.
#[must_use]
pub fn address(path: &Utf8Path) -> String {
    let path = path.as_str().replace('\\', "/");
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_comes_back_whatever_its_letters() {
        for written in ["/home/đề án 06/rules/a.rhai", "/a+b#c%d/e.toml"] {
            assert_eq!(path(&address(Utf8Path::new(written))).as_deref(), Some(Utf8Path::new(written)));
        }
        assert_eq!(path("file:///c%3A/x/a.toml").as_deref(), Some(Utf8Path::new("c:/x/a.toml")));
        assert_eq!(path("untitled:Untitled-1"), None);
        assert_eq!(path("file:///%zz"), None);
        assert_eq!(path("file:///%e1"), None, "no UTF-8");
    }
}
