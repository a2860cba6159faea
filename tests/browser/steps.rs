//! What a reader does: sorts, filters, switches, opens, walks by keyboard.

use dondoc::model::bilingual::Lang;

use crate::driver::{Browser, key};
use crate::pages::{Page, shipped};

const FIRST_NAMES: &str =
    "Array.from(document.querySelectorAll('.ranking tbody th')).slice(0, 3).map(th => th.textContent)";
const SHOWN_ROWS: &str = "document.querySelectorAll('.matrix tbody tr:not([hidden])').length";
const HERE: &str = "document.activeElement.getAttribute('href')";

fn open(lang: Lang, place: &str) -> Option<(Browser, Page)> {
    let browser = Browser::start()?;
    let page = Page::of(&shipped("2024-10-21"), lang);
    browser.open(&page.at(place));
    Some((browser, page))
}

#[test]
fn a_head_sorts_and_says_so() {
    let Some((browser, _page)) = open(Lang::Vi, "") else { return };
    assert_eq!(browser.text(FIRST_NAMES), "Hà Nam,Khánh Hòa,Sóc Trăng");
    let head = ".ranking th[data-key=name]";
    browser.click(&format!("{head} button"));
    assert_eq!(browser.text(FIRST_NAMES), "An Giang,Bà Rịa - Vũng Tàu,Bạc Liêu");
    assert_eq!(browser.text(&format!("document.querySelector('{head}').ariaSort")), "ascending");
    browser.click(&format!("{head} button"));
    assert_eq!(browser.text(FIRST_NAMES), "Yên Bái,Vĩnh Phúc,Vĩnh Long");
    assert_eq!(browser.text(&format!("document.querySelector('{head}').ariaSort")), "descending");
    assert_eq!(browser.text("document.querySelectorAll('.ranking [aria-sort]').length"), "1");
    browser.click(".ranking th[data-key=overdue] button");
    assert_eq!(browser.text("document.querySelector('.ranking tbody tr').cells[4].textContent"), "1");
    browser.click(".ranking th[data-key=rank] button");
    assert_eq!(browser.text(FIRST_NAMES), "Hà Nam,Khánh Hòa,Sóc Trăng");
}

#[test]
fn the_matrix_sorts_by_a_requirement() {
    let Some((browser, _page)) = open(Lang::En, "") else { return };
    let column = browser.run(
        "const row = document.querySelector('.matrix tbody tr');
         return Array.from(row.cells).findIndex(td => td.id.endsWith('/judicial-records-on-vneid'))",
    );
    browser.run(&format!(
        "document.querySelector('.matrix thead tr').cells[{column}].querySelector('button').click()"
    ));
    let statuses = browser.text(&format!(
        "Array.from(document.querySelectorAll('.matrix tbody tr')).map(tr => tr.cells[{column}].className)"
    ));
    let statuses: Vec<&str> = statuses.split(',').collect();
    assert_eq!((statuses.first(), statuses.last()), (Some(&"met"), Some(&"overdue")));
    assert!(statuses.windows(2).filter(|pair| pair[0] != pair[1]).count() <= 2, "{statuses:?}");
}

#[test]
fn filters_narrow_the_ranking_the_matrix_and_the_map_and_say_how_many_are_left() {
    let Some((browser, _page)) = open(Lang::En, "") else { return };
    let found = "document.querySelector('.found').textContent";
    assert_eq!(browser.text(found), "63 of 63 localities shown");
    browser.run(
        "const find = document.querySelector('[name=find]'); find.value = 'dak';
         find.dispatchEvent(new Event('input', {bubbles: true}))",
    );
    browser.wait_for(&format!("{found} === '2 of 63 localities shown'"));
    assert_eq!(browser.text(SHOWN_ROWS), "2");
    assert_eq!(browser.text("document.querySelectorAll('.map a.tile.dim').length"), "61");
    browser.click(".filters [type=reset]");
    browser.wait_for(&format!("{found} === '63 of 63 localities shown'"));
    let region = browser.text(
        "Array.from(document.querySelectorAll('[name=region] option')).find(o => o.textContent === 'Southeast').value",
    );
    browser.choose("[name=region]", &region);
    browser.wait_for(&format!("{found} === '6 of 63 localities shown'"));
    browser.choose("[name=region]", "");
    browser.choose("[name=status]", "7");
    browser.wait_for(&format!("{SHOWN_ROWS} === 54"));
    assert_eq!(
        browser.text("document.querySelectorAll('.matrix tbody tr:not([hidden]) td.overdue').length"),
        "54"
    );
    browser.choose("[name=grade]", "0");
    browser.wait_for("!document.querySelector('.empty').hidden");
    browser.choose("[name=status]", "");
    browser.wait_for(&format!("{SHOWN_ROWS} === 3"));
    browser.choose("[name=grade]", "");
    browser.choose("[name=requirement]", "1");
    browser.wait_for("document.querySelectorAll('.matrix thead th:not([hidden])').length === 3");
    assert_eq!(browser.text("document.querySelector('select.colour').value"), "1");
}

#[test]
fn the_language_switches_everywhere_and_back() {
    let Some((browser, _page)) = open(Lang::En, "") else { return };
    let english = browser.text("document.body.innerText");
    browser.click("[data-lang=vi]");
    assert_eq!(browser.text("document.documentElement.lang"), "vi");
    assert_eq!(
        browser.text("document.querySelector('h1').textContent"),
        "63 tỉnh, thành phố tính đến ngày 21/10/2024"
    );
    assert_eq!(
        browser.text("document.querySelector('.found').textContent"),
        "Hiển thị 63 trên 63 địa phương"
    );
    assert_eq!(browser.text("document.querySelector('.matrix td.overdue a').textContent"), "quá hạn");
    assert_eq!(
        browser.text(
            "getComputedStyle(document.querySelector('.matrix td.overdue a'), '::before').content.slice(0, 3)"
        ),
        "\"Q\""
    );
    let left = browser.text(
        "Array.from(document.querySelectorAll('table:not(.totals) th, button, option, summary, h2, h3, label > span'))
            .map(e => e.textContent).filter(t => /\\b(the|of|and|All|Status|Score|Rank)\\b/.test(t)).join('|')",
    );
    assert_eq!(left, "");
    browser.click("[data-lang=en]");
    assert_eq!(browser.text("document.body.innerText"), english);
}

#[test]
fn a_page_made_in_vietnamese_says_the_same_as_one_switched_to_it() {
    let Some((browser, page)) = open(Lang::Vi, "") else { return };
    let made = browser.text("document.querySelector('main').innerText");
    let other = Page::of(&shipped("2024-10-21"), Lang::En);
    browser.open(&other.at(""));
    browser.click("[data-lang=vi]");
    assert_eq!(browser.text("document.querySelector('main').innerText"), made);
    drop(page);
}

#[test]
fn every_place_has_its_own_link() {
    let Some((browser, page)) = open(Lang::En, "hai-duong/civil-status-digitized") else { return };
    let panel = "document.getElementById('_panel')";
    assert_eq!(browser.text(&format!("{panel}.open")), "true");
    assert_eq!(
        browser.text(&format!("{panel}.querySelector('h2').textContent")),
        "Civil status data digitised"
    );
    let said = browser.text(&format!("{panel}.innerText"));
    for part in
        ["Hai Duong", "Deadline, step by step", "Evidence", "Working Group meeting, October 2024", "Source:"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    browser.click("#_panel .crumb a");
    browser.wait_for(&format!("{panel}.querySelector('h2').textContent === 'Hai Duong'"));
    assert_eq!(browser.text("location.hash"), "#hai-duong");
    browser.press(&[key::ESCAPE]);
    browser.wait_for(&format!("!{panel}.open"));
    assert_eq!(browser.text("location.hash"), "");
    for nowhere in ["hai-duong/nothing", "nobody", "%E0%A4%A", "_ranking-province"] {
        browser.open(&page.at(nowhere));
        assert_eq!(browser.text(&format!("{panel}.open")), "false", "{nowhere}");
    }
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn the_keyboard_reaches_everything() {
    let Some((browser, _page)) = open(Lang::En, "") else { return };
    browser.press(&[key::TAB]);
    assert_eq!(browser.text(HERE), "#_ranking-province");
    browser.press(&[key::TAB, key::ENTER]);
    assert_eq!(browser.text("document.activeElement.id"), "_matrix-province");
    browser.press(&[key::TAB, key::TAB]);
    assert_eq!(browser.text("document.activeElement.textContent"), "Locality");
    browser.run("document.querySelector('.matrix tbody a').focus()");
    let start = browser.text(HERE);
    browser.press(&[key::RIGHT, key::DOWN, key::LEFT, key::UP]);
    assert_eq!(browser.text(HERE), start);
    browser.press(&[key::DOWN]);
    let second = browser.text(HERE);
    assert!(second.starts_with("#khanh-hoa/"), "{second}");
    browser.press(&[key::ENTER]);
    browser.wait_for("document.getElementById('_panel').open");
    assert_eq!(browser.text("document.activeElement.id"), "_panel-title");
    for _ in 0..30 {
        browser.press(&[key::TAB]);
        let inside = "document.activeElement === document.body || document.getElementById('_panel').contains(document.activeElement)";
        assert_eq!(browser.text(inside), "true", "focus stays in the panel");
    }
    browser.press(&[key::ESCAPE]);
    browser.wait_for("!document.getElementById('_panel').open");
    // Focus goes back to where it was.
    browser.wait_for(&format!("{HERE} === {second:?}"));
    // One place of the whole matrix is on the way of the Tab key.
    assert_eq!(browser.text("document.querySelectorAll('.matrix tbody a[tabindex=\"0\"]').length"), "1");
}

#[test]
fn the_map_is_walked_by_arrows_and_coloured_by_a_requirement() {
    let Some((browser, _page)) = open(Lang::Vi, "") else { return };
    browser.run("document.querySelector('.map a[href=\"#ha-noi\"]').focus()");
    browser.press(&[key::RIGHT]);
    assert_eq!(browser.text(HERE), "#bac-ninh");
    browser.press(&[key::DOWN, key::DOWN]);
    assert_eq!(browser.text(HERE), "#nam-dinh");
    let value = |id: &str| {
        browser.text(&format!("document.querySelector('.map a[href=\"#{id}\"] .value').textContent"))
    };
    assert_eq!(value("ha-nam"), "100");
    let judicial = browser.text(
        "Array.from(document.querySelectorAll('select.colour option')).find(o => /tư pháp/.test(o.textContent)).value",
    );
    browser.choose("select.colour", &judicial);
    assert_eq!((value("ha-noi").as_str(), value("ca-mau").as_str()), ("Đ", "Q"));
    assert_eq!(
        browser.text("document.querySelector('.map a[href=\"#ca-mau\"] title').textContent"),
        "Cà Mau: quá hạn"
    );
    let islands = "Array.from(document.querySelectorAll('.map .islands')).map(g => g.textContent.replace(/\\s+/g, ' ').trim())";
    assert_eq!(browser.text(islands), "Hoàng Sa (Đà Nẵng),Trường Sa (Khánh Hòa)");
    assert_eq!(
        browser.text("document.querySelectorAll('.map .islands')[0].classList.contains('overdue')"),
        "true",
        "an archipelago has the colour of its province"
    );
}
