//! A page of every commune of the country: only what is seen is in the document, and nothing is lost by that.

use dondoc::model::bilingual::Lang;
use dondoc::render::{Format, Style, render};

use crate::accessibility::{faults, in_every_guise};
use crate::driver::{Browser, key};
use crate::pages::{Page, communes};

const ROWS: &str = "document.querySelectorAll('.ranking tbody tr').length";
const NODES: &str = "document.getElementsByTagName('*').length";
const FOUND: &str = "document.querySelector('.found').textContent";
const HERE: &str = "document.activeElement.getAttribute('href')";
/// Elements of the document at the most; one a locality and requirement would be six times as many.
const MOST: usize = 8_000;

fn open(place: &str) -> Option<(Browser, Page)> {
    let browser = Browser::start()?;
    let page = Page::of(&communes(), Lang::En);
    browser.open(&page.at(place));
    Some((browser, page))
}

fn nodes(browser: &Browser) -> usize {
    browser.text(NODES).parse().unwrap()
}

fn index_of(browser: &Browser, row: &str) -> String {
    browser.text(&format!("document.querySelector('{row}').getAttribute('aria-rowindex')"))
}

fn find(browser: &Browser, text: &str) {
    browser.run(&format!(
        "const find = document.querySelector('[name=find]'); find.value = {text:?};
         find.dispatchEvent(new Event('input', {{bubbles: true}}))"
    ));
}

#[test]
fn the_document_stays_small_whatever_a_reader_does() {
    let Some((browser, _page)) = open("") else { return };
    assert_eq!(browser.text(ROWS), "100");
    assert!(nodes(&browser) < MOST, "{}", nodes(&browser));
    for head in ["name", "score", "reason", "unknown"] {
        browser.click(&format!(".ranking th[data-key={head}] button"));
    }
    browser.click(".matrix th[data-key='0'] button");
    for _ in 0..3 {
        browser.click(".rank-part .pager button:last-child");
        browser.click(".matrix-part .pager button:last-child");
    }
    browser.click("[data-lang=vi]");
    browser.click("[data-lang=en]");
    find(&browser, "xa 33");
    browser.wait_for(&format!("{FOUND} === '32 of 3,321 localities fit'"));
    assert_eq!(browser.text(ROWS), "32");
    assert_eq!(
        browser.text("document.querySelector('.rank-part .pager').hidden"),
        "true",
        "one page needs no turning"
    );
    browser.click(".filters [type=reset]");
    browser.wait_for(&format!("{FOUND}.startsWith('3,321')"));
    assert!(nodes(&browser) < MOST, "{}", nodes(&browser));
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn sorting_and_filtering_reach_rows_that_are_not_in_the_document() {
    let Some((browser, _page)) = open("") else { return };
    let first = "document.querySelector('.ranking tbody th a').textContent";
    browser.click(".ranking th[data-key=name] button");
    assert_eq!(browser.text(first), "Commune 0");
    browser.click(".ranking th[data-key=name] button");
    assert_eq!(browser.text(first), "Commune 3320");
    browser.click("[data-lang=vi]");
    assert_eq!(browser.text(first), "Xã 3320");
    let province = browser.text(
        "Array.from(document.querySelectorAll('[name=within] option')).find(o => o.textContent === 'Tỉnh 7').value",
    );
    browser.choose("[name=within]", &province);
    browser.wait_for(&format!("{FOUND} === '98 trên 3.321 địa phương phù hợp'"));
    browser.choose("[name=requirement]", "1");
    browser.wait_for("document.querySelectorAll('.matrix thead th:not([hidden])').length === 3");
    assert_eq!(
        browser.text("document.querySelectorAll('.matrix tbody tr:first-child td:not([hidden])').length"),
        "2"
    );
    browser.click(".matrix tbody td:not([hidden]) a");
    browser.wait_for("document.getElementById('_panel').open");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn a_screen_reader_is_told_which_rows_of_how_many() {
    let Some((browser, _page)) = open("") else { return };
    let table = "document.querySelector('.ranking').getAttribute('aria-rowcount')";
    assert_eq!(browser.text(table), "3322", "with the heads");
    assert_eq!(index_of(&browser, ".ranking thead tr"), "1");
    assert_eq!(index_of(&browser, ".ranking tbody tr"), "2");
    browser.click(".rank-part .pager button:last-child");
    assert_eq!(index_of(&browser, ".ranking tbody tr"), "102");
    browser.choose(".rank-part .pager select", "33");
    assert_eq!(index_of(&browser, ".ranking tbody tr:last-child"), "3322");
    assert_eq!(
        browser.text("document.querySelector('.rank-part .pager button:last-child').disabled"),
        "true"
    );
    in_every_guise(&browser, |guise| assert_eq!(faults(&browser), "", "{guise}"));
}

#[test]
fn the_arrows_walk_from_page_to_page() {
    let Some((browser, _page)) = open("") else { return };
    browser.run("document.querySelector('.matrix tbody tr:last-child a').focus()");
    browser.press(&[key::RIGHT]);
    let column = browser.text(HERE);
    browser.press(&[key::DOWN]);
    assert_eq!(index_of(&browser, ".matrix tbody tr"), "102");
    let row = "document.activeElement.closest('tr').getAttribute('aria-rowindex')";
    assert_eq!(browser.text(row), "102");
    let requirement = |link: &str| link.split('/').nth(1).unwrap().to_owned();
    assert_eq!(requirement(&browser.text(HERE)), requirement(&column), "the same column");
    browser.press(&[key::UP]);
    assert_eq!(browser.text(row), "101");
    assert_eq!(browser.text(HERE), column);
    browser.press(&[key::PAGE_DOWN]);
    assert_eq!(browser.text(row), "102");
    browser.press(&[key::PAGE_UP, key::PAGE_UP, key::UP]);
    assert_eq!(browser.text(row), "2");
    assert_eq!(browser.text("document.querySelectorAll('.matrix tbody a[tabindex=\"0\"]').length"), "1");
}

#[test]
fn every_place_has_its_own_link_and_the_way_back() {
    let Some((browser, page)) = open("commune-3000") else { return };
    assert_eq!(browser.text("document.querySelector('#_panel h2').textContent"), "Commune 3000");
    browser.press(&[key::ESCAPE]);
    browser.wait_for("!document.getElementById('_panel').open");
    browser.wait_for(&format!("{HERE} === '#commune-3000'"));
    assert_eq!(index_of(&browser, ".ranking tbody tr"), "3002", "the rows around it are shown");
    browser.open(&page.at("commune-2500/judicial-records-on-vneid"));
    browser.wait_for("document.getElementById('_panel').open");
    let said = browser.text("document.getElementById('_panel').innerText");
    for part in ["Commune 2500", "Evidence", "Working Group meeting, October 2024"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    browser.press(&[key::ESCAPE]);
    browser.wait_for(&format!("{HERE} === '#commune-2500/judicial-records-on-vneid'"));
    browser.open(&page.at("commune-3321"));
    assert_eq!(browser.text("document.getElementById('_panel').open"), "false");
}

#[test]
fn paper_gets_every_row() {
    let Some((browser, _page)) = open("") else { return };
    browser.run("window.dispatchEvent(new Event('beforeprint'))");
    assert_eq!(browser.text(ROWS), "3321");
    assert_eq!(browser.text("document.querySelectorAll('.matrix tbody tr').length"), "3321");
    browser.run("window.dispatchEvent(new Event('afterprint'))");
    assert_eq!(browser.text(ROWS), "100");
}

#[test]
fn it_is_small_and_has_every_locality_without_its_script() {
    let page = render(&communes(), Format::Html, Lang::Vi, Style::default()).unwrap();
    assert!(page.len() < 3_000_000, "{} bytes for 3,321 communes", page.len());
    let page = String::from_utf8(page).unwrap();
    let (body, _) = page.split_once("<script").unwrap();
    let plain: String = body
        .split("<noscript>")
        .skip(1)
        .map(|part| part.split_once("</noscript>").expect("a plain part ends").0)
        .collect();
    for at in 0..3321 {
        assert!(plain.contains(&format!("<tr id=\"commune-{at}\">")), "{at}");
    }
    assert_eq!(plain.matches("<th scope=row>").count(), 2 * 3321, "in the ranking and in the matrix");
    assert!(body.contains("cần JavaScript"), "what is only there with a script is said");
}
