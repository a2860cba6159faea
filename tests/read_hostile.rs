//! Files that are broken or mean harm: every one ends in problems, none in a panic or outside the folder.

use std::fs;

use camino::Utf8Path;
use dondoc::problem::{Code, Colour, render};
use dondoc::read::{self, Reading};
use proptest::prelude::*;

const LOCALITIES: &str = "id,code,level,parent,name_vi,name_en,aliases,region,valid_from,valid_to\nha-noi,01,province,,Hà Nội,Hanoi,,,,\n";
const FACTS: &str =
    "[records.count]\ntype = \"int\"\ntitle = { en = \"Count\", vi = \"Số\" }\nmerge = \"sum\"\n";
const DOCUMENT: &str = "id = \"a\"\ntitle = { en = \"A\", vi = \"Ă\" }\nkind = \"report\"\nissuer = \"x\"\ndated = 2024-10-21\nsource = \"x\"\nconfidence = \"high\"\n[[observation]]\nfact = \"records.count\"\nvalue = 3\nlocalities = [\"Hà Nội\"]\n[[table]]\nfile = \"t.csv\"\n";
const TABLE: &str = "locality,records.count\n\"Hà Nội\",3\n";

struct Ground {
    folder: tempfile::TempDir,
}

impl Ground {
    fn new() -> Self {
        let ground = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir_all(ground.folder.path().join("data/documents")).unwrap();
        fs::create_dir_all(ground.folder.path().join("rules")).unwrap();
        for (path, text) in [
            ("data/localities.csv", LOCALITIES),
            ("data/facts.toml", FACTS),
            ("data/documents/a.toml", DOCUMENT),
            ("data/documents/t.csv", TABLE),
        ] {
            ground.write(path, text.as_bytes());
        }
        ground
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        fs::write(self.folder.path().join(path), bytes).unwrap();
    }

    fn read(&self) -> Reading {
        read::project(Utf8Path::from_path(self.folder.path()).unwrap())
    }

    fn codes(&self) -> Vec<Code> {
        self.read().problems.iter().map(|p| p.code).collect()
    }
}

#[test]
fn a_missing_folder_and_an_empty_one_are_told() {
    assert_eq!(read::project(Utf8Path::new("/nowhere/at/all")).problems[0].code, Code::MissingFile);
    let empty = tempfile::tempdir().unwrap();
    let reading = read::project(Utf8Path::from_path(empty.path()).unwrap());
    assert!(reading.problems.iter().all(|p| p.code == Code::MissingFile) && reading.problems.len() == 2);
}

#[test]
fn encodings_are_named() {
    let ground = Ground::new();
    assert_eq!(ground.codes(), []);
    ground.write("data/documents/t.csv", format!("\u{feff}{}", TABLE.replace('\n', "\r\n")).as_bytes());
    assert_eq!(ground.codes(), [], "a byte order mark and CRLF are fine");
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(TABLE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    ground.write("data/documents/t.csv", &utf16);
    let reading = ground.read();
    assert_eq!(reading.problems[0].code, Code::BadEncoding);
    assert!(reading.problems[0].message.contains("UTF-16"));
    ground.write("data/documents/t.csv", b"locality,records.count\nH\xe0 N\xf4i,3\n");
    let reading = ground.read();
    let text = render(&reading.problems, &reading.sources, Colour::Plain);
    assert!(text.contains("t.csv:2:2") && text.contains("offset 24"), "{text}");
}

#[test]
#[cfg(unix)]
fn nothing_outside_the_folder_is_read() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("t.csv"), "SECRET,records.count\nx,3\n").unwrap();
    fs::write(outside.path().join("b.toml"), "SECRET = 1\n").unwrap();
    let ground = Ground::new();
    let documents = ground.folder.path().join("data/documents");
    fs::remove_file(documents.join("t.csv")).unwrap();
    symlink(outside.path().join("t.csv"), documents.join("t.csv")).unwrap();
    symlink(outside.path().join("b.toml"), documents.join("b.toml")).unwrap();
    symlink(outside.path(), documents.join("more")).unwrap();
    symlink(&documents, documents.join("loop")).unwrap();
    symlink(documents.join("gone"), documents.join("gone.toml")).unwrap();
    let reading = ground.read();
    let text = render(&reading.problems, &reading.sources, Colour::Plain);
    assert!(!text.contains("SECRET"), "{text}");
    let machine = ground.folder.path().to_str().unwrap().to_owned();
    assert!(!text.contains(&machine) && !text.contains(outside.path().to_str().unwrap()), "{text}");
    assert_eq!(reading.problems.iter().filter(|p| p.code == Code::OutsideProject).count(), 3, "{text}");
}

#[test]
#[cfg(unix)]
fn a_pipe_does_not_hold_the_reader_up() {
    let ground = Ground::new();
    let path = ground.folder.path().join("data/documents/pipe.toml");
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    if made.is_ok_and(|status| status.success()) {
        assert_eq!(ground.codes(), [Code::UnreadableFile]);
    }
}

#[test]
fn deep_nests_and_wide_lines_are_refused() {
    let ground = Ground::new();
    ground.write("data/documents/b.toml", format!("x = {}", "[".repeat(100_000)).as_bytes());
    ground.write("data/documents/c.toml", format!("{}x = 1", "a.".repeat(50_000)).as_bytes());
    ground.write("data/documents/t.csv", ",".repeat(1_000_000).as_bytes());
    let codes = ground.codes();
    assert!(codes.contains(&Code::BadToml) && codes.contains(&Code::TooLarge), "{codes:?}");
}

#[test]
fn many_mistakes_are_counted_not_listed_for_ever() {
    let ground = Ground::new();
    let rows: String = (0..5_000).map(|n| format!("Nowhere {n},3\n")).collect();
    ground.write("data/documents/t.csv", format!("locality,records.count\n{rows}").as_bytes());
    let reading = ground.read();
    assert!(reading.problems.len() <= 500);
    let text = render(&reading.problems, &reading.sources, Colour::Plain);
    assert!(text.contains("and 4500 more problems"), "{}", &text[text.len() - 300..]);
}

#[test]
fn escapes_do_not_reach_the_terminal() {
    let ground = Ground::new();
    ground.write("data/documents/t.csv", "locality,records.count\nHà\u{1b}[31m\u{202e}x,3\n".as_bytes());
    let reading = ground.read();
    let text = render(&reading.problems, &reading.sources, Colour::Plain);
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]
    #[test]
    fn no_bytes_make_it_panic(
        which in 0..4usize,
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..3),
        extra in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(vec![
            &b"\""[..], b"[", b"]", b"[[", b"\n", b"=", b".", b"{", b"}", b",", b"\0", b"\xff", b"'''", b"#", b"1e999",
            b"id", b"[observation]", b"dated", b"table.x", b"-", b"\xcc\x80", b"\xc4\x91", b"\r",
        ])), 0..4),
    ) {
        let ground = Ground::new();
        let (path, text) = [
            ("data/localities.csv", LOCALITIES),
            ("data/facts.toml", FACTS),
            ("data/documents/a.toml", DOCUMENT),
            ("data/documents/t.csv", TABLE),
        ][which];
        let mut bytes = text.as_bytes().to_vec();
        for (from, to) in cuts {
            let (a, b) = (from.index(bytes.len() + 1), to.index(bytes.len() + 1));
            bytes.drain(a.min(b)..a.max(b).min(a.min(b) + 12));
        }
        for (at, piece) in extra {
            let at = at.index(bytes.len() + 1);
            bytes.splice(at..at, piece.iter().copied());
        }
        ground.write(path, &bytes);
        let reading = ground.read();
        let _ = render(&reading.problems, &reading.sources, Colour::Plain);
        for problem in &reading.problems {
            if let Some(place) = &problem.place
                && let Some(text) = reading.sources.text(&place.file)
            {
                prop_assert!(text.get(place.span.clone()).is_some(), "{problem:?} stands outside its file");
            }
        }
    }
}
