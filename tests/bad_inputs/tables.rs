//! CSV and workbooks that are broken, or say what cannot be.

use std::io::{Cursor, Read, Write};

use super::ground::{BOOK, CELLS, HOLIDAYS, LOCALITIES, SUCCESSION, TABLE, book, text};
use super::{Bad, bytes, refused, with};

#[test]
fn tables_of_text() {
    let mut kind: Vec<Bad> = Vec::new();
    for file in [LOCALITIES, SUCCESSION, HOLIDAYS, TABLE] {
        let t = text(file);
        let mut add = |name: &str, text: String, says: &[&'static str]| {
            kind.push(bytes(name, file, text.into_bytes(), says))
        };
        add("a row too short", format!("{t}x\n"), &["bad-csv"]);
        add("a row too long", format!("{t}{}\n", "x,".repeat(30)), &["bad-csv"]);
        add("a quote never closed", format!("{t}\"x,"), &["bad-csv", "never closed"]);
        add("a quote never closed, then much", format!("{t}\"{}", "x,y\n".repeat(200_000)), &["bad-csv"]);
        add("text behind a quote", format!("{t}\"x\"y,\n"), &["bad-csv"]);
        add("semicolons", t.replace(',', ";"), &["error["]);
        add("tabs", t.replace(',', "\t"), &["error["]);
        add(
            "a doubled column",
            t.lines().map(|l| format!("{l},{}\n", l.split(',').next().unwrap())).collect(),
            &["error["],
        );
        add(
            "a column without a name",
            t.lines().map(|l| format!("{l},\n")).collect::<String>()
                + "9,".repeat(t.lines().next().unwrap().matches(',').count() + 1).as_str()
                + "9\n",
            &["error["],
        );
        add("no header", t.lines().skip(1).map(|l| format!("{l}\n")).collect(), &["error["]);
        add("a title above the header", format!("Table 1\n{t}"), &["error["]);
        add("a million columns", ",".repeat(1_000_000), &["too-large"]);
        add("one field of megabytes", format!("{t}\"{}\"\n", "x".repeat(5_000_000)), &["error["]);
        add("many bad rows", format!("{t}{}", "x\n".repeat(100_000)), &["bad-csv", "more problems"]);
        add("many quotes", format!("{t}{}", "\"".repeat(1_000_001)), &["error["]);
        add("JSON", "[{\"id\": 1}]\n".to_owned(), &["error["]);
        add("HTML", "<table><tr><td>id</td></tr></table>\n".to_owned(), &["error["]);
    }
    for (old, new, says) in [
        ("ha-noi,01", "hue,01", "duplicate-locality"),
        ("ha-noi,01", "ha noi,01", "wrong-type"),
        ("ha-noi,01", "ha/noi,01", "wrong-type"),
        ("ha-noi,01", ",01", "missing-key"),
        ("ha-noi,01", "hа-noi,01", "Cyrillic"),
        ("hue,46", "hue,01", "ambiguous-code"),
        ("ha-noi,01,province", "ha-noi,01,provinces", "unknown-word"),
        ("ha-noi,01,province,vn", "ha-noi,01,province,vm", "bad-parent"),
        ("ha-noi,01,province,vn", "ha-noi,01,province,ha-noi", "bad-parent"),
        ("ha-noi,01,province,vn", "ha-noi,01,province,hue", "bad-parent"),
        ("Hà Nội", "Hà Nộі", "Cyrillic"),
        ("Hanoi", "Hаnoi", "Cyrillic"),
        ("Hanoi", "Ηanoi", "Greek"),
        ("Hanoi", "Ｈanoi", "look-alike"),
        ("Ha Noi", "Ha Nоi", "Cyrillic"),
        ("Hà Nội", "", "missing-key"),
        ("2024-12-31", "2024-12-32", "bad-day"),
        ("2024-12-31", "2024-02-30", "bad-day"),
        ("2024-12-31", "0000-12-31", "bad-day"),
        ("2024-12-31", "99999-12-31", "bad-day"),
        ("2024-12-31", "31/12/2024", "bad-day"),
        ("2024-12-31", "nan", "bad-day"),
        ("2024-12-31", "45657", "bad-day"),
        ("middle,2025-01-01,", "middle,2025-01-01,2024-01-01", "bad-life"),
    ] {
        kind.push(with(LOCALITIES, old, new, &[says]));
    }
    // letters are files that are named after ids, on any system
    let long = "a".repeat(300);
    for id in
        ["..", ".ssh", "-rf", "--help", "a:b", "a\\b", "a*b", "CON", "aux.txt", "lpt1", "ha-noi.", &long]
    {
        kind.push(with(LOCALITIES, "ha-noi,01", &format!("{id},01"), &["wrong-type"]));
    }
    for (old, new) in [
        ("hue,hue-2025", "hue,hue"),
        ("hue,hue-2025", "hu,hue-2025"),
        ("hue,hue-2025", "hue,hue-2026"),
        ("hue,hue-2025", ",hue-2025"),
        ("2025-01-01", "2025-02-30"),
        ("2025-01-01", ""),
        ("2025-01-01,", "2025-01-01,1.5"),
        ("2025-01-01,", "2025-01-01,-1"),
        ("2025-01-01,", "2025-01-01,nan"),
        ("2025-01-01,", "2025-01-01,1e999"),
        ("2025-01-01,", "2025-01-01,half"),
        ("hue,hue-2025,2025-01-01,", "hue,hue-2025,2025-01-01,\nhue,hue-2025,2025-01-01,"),
        ("hue,hue-2025,2025-01-01,", "hue,hue-2025,2025-01-01,\nhue-2025,hue,2025-01-01,"),
    ] {
        kind.push(with(SUCCESSION, old, new, &["error["]));
    }
    for (old, new) in [
        ("2024-09-02", "2024-09-31"),
        ("2024-09-02", "99999-09-01"),
        ("2024-09-02", "2025-01-01"),
        ("2024-09-02", ""),
        ("public_holiday", "holiday"),
        ("public_holiday", "Public_Holiday"),
        (",high,", ",sure,"),
        ("National Day,,", "National Day,2024-02-30,"),
    ] {
        kind.push(with(HOLIDAYS, old, new, &["error["]));
    }
    for (old, new) in [
        ("locality,", "localities,"),
        ("records.count", "records.counts"),
        ("records.count", "rеcords.count"),
        ("records.count", ""),
        ("records.count", "records.deployed"),
        ("Hà Nội,3", "Hà Nộii,3"),
        ("Hà Nội,3", "Hà Nộі,3"),
        ("Hà Nội,3", ",3"),
        ("Hà Nội,3", "Hà Nội,3\nHanoi,4"),
        ("Hà Nội,3", "Hà Nội,3.5"),
        ("Hà Nội,3", "Hà Nội,three"),
        ("Hà Nội,3", "Hà Nội,1e3000"),
        ("Hà Nội,3", "Hà Nội,99999999999999999999"),
        ("Hà Nội,3", "Hà Nội,nan"),
        ("Hà Nội,3", "Hà Nội,-inf"),
        ("Hà Nội,3", "Hà Nội,0x10"),
        ("Hà Nội,3", "Hà Nội,３"),
        ("Hà Nội,3", "Hà Nội,=1+2"),
        ("Hà Nội,3", "Hà Nội,\"1.234,5\""),
    ] {
        kind.push(with(TABLE, old, new, &["error["]));
    }
    refused(kind);
}

/// A workbook with its parts changed: names and contents, `None` taken out.
fn rebuilt(
    bytes: &[u8],
    change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>,
    more: &[(&str, &[u8])],
) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if let Some(content) = change(&name, content) {
            writer.start_file(name.as_str(), options).unwrap();
            writer.write_all(&content).unwrap();
        }
    }
    for (name, content) in more {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

/// The ground's workbook with a piece of its sheet replaced.
fn sheet(old: &str, new: &str) -> Vec<u8> {
    let base = book(&CELLS);
    rebuilt(
        &base,
        |name, content| {
            if name != SHEET {
                return Some(content);
            }
            let text = String::from_utf8(content).unwrap();
            assert!(text.contains(old), "{text}");
            Some(text.replacen(old, new, 1).into_bytes())
        },
        &[],
    )
}

/// The ground's workbook with a piece of its list of parts replaced.
fn sheet_types(old: &str, new: &str) -> Vec<u8> {
    let change = |name: &str, content: Vec<u8>| {
        let text = String::from_utf8(content).unwrap();
        let text = if name == "[Content_Types].xml" { text.replacen(old, new, 1) } else { text };
        Some(text.into_bytes())
    };
    rebuilt(&book(&CELLS), change, &[])
}

#[test]
fn workbooks() {
    let base = book(&CELLS);
    let same = |_: &str, content: Vec<u8>| Some(content);
    let without =
        |gone: &'static str| rebuilt(&base, move |name, content| (name != gone).then_some(content), &[]);
    let replaced = |part: &'static str, new: &'static [u8]| {
        rebuilt(&base, move |name, content| Some(if name == part { new.to_vec() } else { content }), &[])
    };
    let mut kind: Vec<Bad> = Vec::new();
    let mut add =
        |name: &str, bytes_: Vec<u8>, says: &[&'static str]| kind.push(bytes(name, BOOK, bytes_, says));
    add("text", b"locality,records.share\nHa Noi,3\n".to_vec(), &["bad-workbook"]);
    add("old", [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 2000]].concat(), &[".xls"]);
    let locked: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
    add("locked", [&[0xd0, 0xcf, 0x11, 0xe0][..], &locked].concat(), &["password"]);
    // what the library reads past in silence
    add("a letter that nobody knows", sheet("<v>", "<v>&seven;"), &["damaged"]);
    add("a second block of rows", sheet("</sheetData>", "</sheetData><sheetData/>"), &["damaged"]);
    add("a mark that is never closed", sheet("</worksheet>", ""), &["damaged"]);
    add(
        "two parts of one name",
        rebuilt(&base, same, &[("xl/worksheets/SHEET1.xml", b"<worksheet/>")]),
        &["damaged"],
    );
    add(
        "macros under another name",
        sheet_types(
            "</Types>",
            "<Override PartName=\"/xl/a.bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/></Types>",
        ),
        &["macros"],
    );
    for cut in [1, 2, 3, 5, 10, 50] {
        add("cut off", base[..base.len() - base.len() * cut / 100 - 1].to_vec(), &["bad-workbook"]);
        add("its beginning lost", base[base.len() * cut / 100 + 1..].to_vec(), &["error["]);
        add("only its beginning", base[..base.len() * cut / 100 + 1].to_vec(), &["bad-workbook"]);
    }
    for at in (30..base.len()).step_by(base.len() / 40) {
        let mut torn = base.clone();
        torn[at..(at + 24).min(base.len())].fill(0xff);
        // some parts, such as the look of pages, are never read
        if dondoc::read::workbook::Workbook::open("x", &torn)
            .and_then(|mut book| book.sheet(Some("Tờ 1")))
            .is_err()
        {
            add("bytes lost", torn, &["bad-workbook"]);
        }
    }
    add("macros", rebuilt(&base, same, &[("xl/vbaProject.bin", b"x")]), &["macros"]);
    add("old macros", rebuilt(&base, same, &[("xl/macrosheets/sheet1.xml", b"<x/>")]), &["macros"]);
    add(
        "links",
        rebuilt(&base, same, &[("xl/externalLinks/externalLink1.xml", b"<externalLink/>")]),
        &["other workbooks"],
    );
    // the directory at the end claims what a part has when it is unpacked
    let mut bomb = base.clone();
    let directory = bomb.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    bomb[directory + 24..directory + 28].copy_from_slice(&600_000_000_u32.to_le_bytes());
    add("a bomb by its own claim", bomb, &["error["]);
    for part in [SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"] {
        if part != "[Content_Types].xml" {
            add("a part lost", without(part), &["error["]);
            add("a part empty", replaced(part, b""), &["error["]);
            add("a part of something else", replaced(part, b"<html></html>"), &["error["]);
            add(
                "half a part",
                replaced(part, b"<?xml version=\"1.0\"?><worksheet><sheetData><row"),
                &["error["],
            );
        }
    }
    add(
        "a sheet that lists itself",
        replaced(
            "xl/workbook.xml",
            b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"&a;&a;\">]><workbook>&a;</workbook>",
        ),
        &["error["],
    );
    add(
        "entities",
        sheet("<sheetData>", "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">]><sheetData>&a;"),
        &["error["],
    );
    add(
        "the far corner",
        sheet("</sheetData>", "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>"),
        &["too-large"],
    );
    add(
        "far right",
        sheet("</sheetData>", "<row r=\"3\"><c r=\"XFD3\"><v>1</v></c></row></sheetData>"),
        &["too-large"],
    );
    add(
        "beyond the corner",
        sheet(
            "</sheetData>",
            "<row r=\"9999999999\"><c r=\"ZZZZZZZ9999999999\"><v>1</v></c></row></sheetData>",
        ),
        &["error["],
    );
    add(
        "an address of letters only",
        sheet("<c r=\"B2\"", "<c r=\"BBBBBBBBBBBBBBBBBBBBBBBBBB\""),
        &["error["],
    );
    add("an address of nothing", sheet("<c r=\"B2\"", "<c r=\"\""), &["error["]);
    add("an address of digits", sheet("<c r=\"B2\"", "<c r=\"99999999999999999999\""), &["error["]);
    add("a text that is not there", sheet("t=\"s\"><v>0</v>", "t=\"s\"><v>999999</v>"), &["error["]);
    add("an error in a cell", sheet("<v>44.5</v>", "<v>#REF!</v>").to_vec(), &["error["]);
    add("a number that is none", sheet("<v>44.5</v>", "<v>nan</v>"), &["error["]);
    add("infinity", sheet("<v>44.5</v>", "<v>inf</v>"), &["error["]);
    add("too large a number", sheet("<v>44.5</v>", "<v>1e308</v>"), &["error["]);
    add(
        "merged cells",
        sheet("</sheetData>", "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"B1:B2\"/></mergeCells>"),
        &["merged"],
    );
    add(
        "merged beyond the corner",
        sheet(
            "</sheetData>",
            "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:ZZZZZZ99999999999\"/></mergeCells>",
        ),
        &["error["],
    );
    let areas: String = (3..20_004).map(|row| format!("<mergeCell ref=\"C{row}:D{row}\"/>")).collect();
    add(
        "merged everywhere",
        sheet("</sheetData>", &format!("</sheetData><mergeCells>{areas}</mergeCells>")),
        &["too-large"],
    );
    let pages = "x".repeat(200_000);
    let cell =
        format!("<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>{pages}</t></is></c></row></sheetData>");
    add("pages in a cell", sheet("</sheetData>", &cell), &["too-large", "A3"]);
    let styles = format!("<styleSheet><numFmts><numFmt formatCode=\"{pages}\"/></numFmts></styleSheet>");
    add(
        "pages in a style",
        rebuilt(
            &base,
            |name, own| Some(if name == "xl/styles.xml" { styles.clone().into_bytes() } else { own }),
            &[],
        ),
        &["too-large"],
    );
    for (name, cells) in [
        ("an unknown locality", [(1, 0, "Hà Nộii"), (1, 1, "3")]),
        ("a Cyrillic letter", [(1, 0, "Hà Nộі"), (1, 1, "3")]),
        ("a space without width", [(1, 0, "Hà\u{200b} Nội"), (1, 1, "3")]),
        ("a mark of direction", [(1, 0, "\u{202e}Hà Nội"), (1, 1, "3")]),
        ("a text for a number", [(1, 0, "Hà Nội"), (1, 1, "ba")]),
        ("an unknown fact", [(0, 1, "records.shares"), (1, 1, "3")]),
        ("no facts", [(0, 1, ""), (1, 1, "3")]),
        ("a number for a locality", [(1, 0, "77"), (1, 1, "3")]),
    ] {
        let mut all: Vec<(u32, u16, &str)> =
            CELLS.into_iter().filter(|(r, c, _)| !cells.iter().any(|(a, b, _)| a == r && b == c)).collect();
        all.extend(cells);
        add(name, book(&all), &["error["]);
    }
    add("nothing", book(&[]), &["error["]);
    add("a header alone", book(&[(0, 0, "x")]), &["error["]);
    refused(kind);
}
