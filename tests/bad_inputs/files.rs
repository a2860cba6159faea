//! What is wrong with a file whatever it says: its encoding, its characters, its size, its kind, its place.

use std::fs;

use super::ground::{BOOK, CASES, DOCUMENT, FACTS, Ground, LOCALITIES, RULE, TABLE, TEXTS};
use super::{Bad, bytes, refused};

/// The text as Windows-1258 has it: tones that no letter has with it stand behind their letters.
fn windows_1258(text: &str) -> Vec<u8> {
    use unicode_normalization::UnicodeNormalization;
    let one = |c: char| -> Option<u8> {
        let mut two = [0; 4];
        let (bytes, _, lost) = encoding_rs::WINDOWS_1258.encode(c.encode_utf8(&mut two));
        (!lost && bytes.len() == 1).then(|| bytes[0])
    };
    let mut out = Vec::new();
    for c in text.nfc() {
        if let Some(byte) = one(c) {
            out.push(byte);
            continue;
        }
        // all but the tone, then the tone
        let parts: Vec<char> = std::iter::once(c).nfd().collect();
        let tone = parts.iter().position(|p| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*p)).unwrap();
        let base: String =
            parts.iter().enumerate().filter(|(i, _)| *i != tone).map(|(_, c)| *c).nfc().collect();
        out.extend(base.chars().map(|c| one(c).unwrap()));
        out.push(one(parts[tone]).unwrap());
    }
    out
}

fn in_middle(text: &str, piece: &[u8]) -> Vec<u8> {
    let middle = (text.len() / 2..).find(|at| text.is_char_boundary(*at)).unwrap();
    let (before, after) = text.as_bytes().split_at(middle);
    [before, piece, after].concat()
}

#[test]
fn encodings_and_characters() {
    let mut kind = Vec::new();
    for (file, text) in TEXTS {
        let text = if text.is_ascii() && file.ends_with(".csv") {
            text.replace("share", "phần")
        } else {
            text.to_owned()
        };
        let text = text.as_str();
        let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let mut add =
            |name: &str, bytes_: Vec<u8>, says: &[&'static str]| kind.push(bytes(name, file, bytes_, says));
        add("UTF-16, little", wide(u16::to_le_bytes), &["UTF-16", "UTF-8"]);
        add("UTF-16, big", wide(u16::to_be_bytes), &["UTF-16", "UTF-8"]);
        add("UTF-16, little, marked", [vec![0xff, 0xfe], wide(u16::to_le_bytes)].concat(), &["UTF-16"]);
        add("UTF-16, big, marked", [vec![0xfe, 0xff], wide(u16::to_be_bytes)].concat(), &["UTF-16"]);
        add("UTF-32", text.chars().flat_map(|c| (c as u32).to_le_bytes()).collect(), &["error[", "UTF-8"]);
        add("Windows-1258", windows_1258(text), &["Windows-1258", "save the file as UTF-8"]);
        add("TCVN3", in_middle(text, b" H\xb5 N\xe9i S\xa5n \xae\xb6\xa8 \xae\xbb "), &["bad-encoding"]);
        add("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0".to_vec(), &["bad-encoding"]);
        add("packed", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03".repeat(10), &["bad-encoding"]);
        add(
            "half a letter at the end",
            [text.as_bytes(), "# Hà".as_bytes().split_last().unwrap().1].concat(),
            &["bad-encoding"],
        );
        add("a surrogate", in_middle(text, b"\xed\xa0\x80"), &["bad-encoding"]);
        add("too long a letter", in_middle(text, b"\xc0\xaf"), &["bad-encoding"]);
        add("a NUL", in_middle(text, b"\0"), &["unseen-character", "NUL"]);
        add("a NUL at the end", [text.as_bytes(), b"\0"].concat(), &["NUL"]);
        for (name, piece) in [
            ("right to left", "\u{202e}"),
            ("an isolate", "\u{2066}"),
            ("a mark of direction", "\u{200f}"),
            ("a space without width", "\u{200b}"),
            ("a joiner", "\u{200d}"),
            ("a second byte order mark", "\u{feff}"),
            ("an escape", "\u{1b}[31m"),
            ("a bell", "\u{7}"),
            ("a control of old terminals", "\u{9b}2J"),
            ("a soft hyphen", "\u{ad}"),
            ("a line end that is not seen", "\u{2028}"),
            ("a tag", "\u{e0041}"),
        ] {
            add(name, in_middle(text, piece.as_bytes()), &["unseen-character", "U+"]);
        }
        add(
            "binary",
            (0..5000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect(),
            &["error["],
        );
        add("a very long line", in_middle(text, "a".repeat(3_000_000).as_bytes()), &["too-large"]);
    }
    assert!(kind.len() > 200);
    refused(kind);
}

fn made(name: &str, file: &str, says: &[&'static str], make: impl Fn(&Ground) + 'static) -> Bad {
    Bad { name: name.to_owned(), file: file.to_owned(), says: says.to_vec(), make: Box::new(make) }
}

#[test]
#[cfg(unix)]
fn kinds_and_places() {
    use std::os::unix::fs::symlink;
    let mut kind = Vec::new();
    for file in TEXTS.iter().map(|(file, _)| *file).chain([BOOK]) {
        // a folder that is called like a file of cases is a topic with an odd name
        if file != CASES {
            kind.push(made("a folder in its place", file, &["error["], move |ground| {
                ground.remove(file);
                fs::create_dir(ground.path(file)).unwrap();
                fs::write(ground.path(file).join("x.toml"), "x = 1").unwrap();
            }));
        }
        kind.push(made("a link out of the project", file, &["outside-project"], move |ground| {
            ground.remove(file);
            symlink("/etc/passwd", ground.path(file)).unwrap();
        }));
        kind.push(made("a link to itself", file, &["error["], move |ground| {
            ground.remove(file);
            symlink(ground.path(file), ground.path(file)).unwrap();
        }));
        kind.push(made("a link to nothing", file, &["error["], move |ground| {
            ground.remove(file);
            symlink("/nowhere/at/all", ground.path(file)).unwrap();
        }));
        kind.push(made("a device", file, &["error["], move |ground| {
            ground.remove(file);
            symlink("/dev/zero", ground.path(file)).unwrap();
        }));
        kind.push(made("a pipe", file, &["error["], move |ground| {
            ground.remove(file);
            assert!(std::process::Command::new("mkfifo").arg(ground.path(file)).status().unwrap().success());
        }));
    }
    for file in [LOCALITIES, FACTS, TABLE, BOOK] {
        kind.push(made("is not there", file, &["missing-file"], move |ground| ground.remove(file)));
    }
    for file in [LOCALITIES, TABLE, BOOK, RULE, DOCUMENT] {
        kind.push(bytes("empty", file, Vec::new(), &["error["]));
    }
    for file in [LOCALITIES, FACTS, DOCUMENT, TABLE, RULE, CASES] {
        kind.push(made("too large", file, &["too-large"], move |ground| {
            ground.write(file, &vec![b'\n'; 65 * 1024 * 1024]);
        }));
    }
    kind.push(made("documents are a link out", "data/documents", &["outside-project"], |ground| {
        fs::rename(ground.path("data/documents"), ground.path("data/elsewhere")).unwrap();
        symlink("/etc", ground.path("data/documents")).unwrap();
    }));
    kind.push(made(
        "a folder of documents is a link out",
        "data/documents/more",
        &["outside-project"],
        |ground| {
            symlink("/etc", ground.path("data/documents/more")).unwrap();
        },
    ));
    kind.push(made("folders in folders", "data/documents", &["too-large"], |ground| {
        ground.write(&format!("data/documents/{}x.toml", "a/".repeat(100)), b"x = 1");
    }));
    for way in [
        "../../../../../../etc/passwd",
        "/etc/passwd",
        "..\\\\..\\\\x.csv",
        "x.csv\\u0000.csv",
        "http://example.org/x.csv",
        "~/x.csv",
        "$HOME/x.csv",
        "2024-10-21-WG.csv",
        "",
        ".",
        "..",
        "2024-10-21-wg.toml",
        "x.txt",
        "con.csv",
    ] {
        kind.push(super::with(
            DOCUMENT,
            "file = \"2024-10-21-wg.csv\"",
            &format!("file = \"{way}\""),
            &["error["],
        ));
    }
    refused(kind);
}
