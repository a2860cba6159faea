//! How it went, on the page.

use dondoc::model::bilingual::Lang;

use crate::accessibility::{faults, in_every_guise};
use crate::driver::Browser;
use crate::pages::{Page, with_history};

fn open() -> Option<(Browser, Page)> {
    let browser = Browser::start()?;
    let report = with_history("2025-09-30", &["2025-03-31", "2025-05-31", "2025-07-31"]);
    let page = Page::of(&report, Lang::En);
    browser.open(&page.at(""));
    Some((browser, page))
}

#[test]
fn the_rules_of_accessibility_hold_for_drawings() {
    let Some((browser, _page)) = open() else { return };
    browser.run("document.querySelectorAll('details').forEach(fold => { fold.open = true; })");
    in_every_guise(&browser, |guise| assert_eq!(faults(&browser), "", "{guise}"));
}

#[test]
fn paths_are_sorted_and_filtered_with_the_rest() {
    let Some((browser, _page)) = open() else { return };
    let rows =
        "Array.from(document.querySelectorAll('.paths tbody tr:not([hidden]) th')).map(h => h.textContent)";
    assert_eq!(browser.text(&format!("{rows}.length")), "34");
    browser.click(".paths th[data-key=change] button");
    assert_eq!(browser.text(&format!("{rows}[0]")), "Da Nang", "the one that gained most");
    browser.run(
        "const find = document.querySelector('[name=find]'); find.value = 'hue';
         find.dispatchEvent(new Event('input', {bubbles: true}))",
    );
    browser.wait_for(&format!("{rows}.join() === 'Hue'"));
}

#[test]
fn a_localitys_panel_shows_its_path() {
    let Some((browser, page)) = open() else { return };
    browser.open(&page.at("hai-phong-2025"));
    browser.wait_for("document.getElementById('_panel').open");
    assert_eq!(browser.text("document.querySelectorAll('#_panel svg.path .before').length"), "2");
    assert_ne!(browser.text("document.querySelector('#_panel svg.path .low').getAttribute('d')"), "");
}

#[test]
fn the_chart_counts_what_the_table_says() {
    let Some((browser, _page)) = open() else { return };
    let titles = "Array.from(document.querySelectorAll('#_province .chart .overdue title')).map(t => t.textContent.split(' ').pop())";
    let head = "Array.from(document.querySelectorAll('#_province .days thead th')).findIndex(t => t.textContent === 'Overdue')";
    let column = format!(
        "Array.from(document.querySelectorAll('#_province .days tbody tr')).map(r => r.cells[{head}].textContent)"
    );
    assert_eq!(browser.text(&format!("{titles}.join()")), browser.text(&format!("{column}.join()")));
}
