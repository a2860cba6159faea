//! The page of what changed between two days.

use dondoc::model::bilingual::Lang;

use crate::accessibility::faults;
use crate::driver::Browser;
use crate::pages::changes;

#[test]
fn it_speaks_both_languages_without_a_script() {
    let Some(browser) = Browser::start() else { return };
    let page = changes("2025-05-31", "2025-07-31", Lang::Vi);
    browser.open(&page.at(""));
    let shown = "Array.from(document.querySelectorAll('h1')).filter(h => h.offsetParent).map(h => h.textContent).join()";
    assert_eq!(browser.text("document.scripts.length"), "0");
    assert_eq!(browser.text(shown), "Những thay đổi");
    browser.click("#_en");
    assert_eq!(browser.text(shown), "What changed");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn what_to_keep_in_mind_stands_above_everything_else() {
    let Some(browser) = Browser::start() else { return };
    let page = changes("2025-05-31", "2025-07-31", Lang::En);
    browser.open(&page.at(""));
    let first = browser.text("document.querySelector('.side.en main').firstElementChild.textContent");
    assert!(first.contains("Read with care") && first.contains("successor"), "{first}");
}

#[test]
fn the_rules_of_accessibility_hold_and_nothing_is_cut_off() {
    let Some(browser) = Browser::start() else { return };
    for (lang, other) in [(Lang::En, "#_vi"), (Lang::Vi, "#_en")] {
        let page = changes("2024-10-21", "2025-02-28", lang);
        for width in [1440, 800, 500] {
            browser.size(width, 1000);
            browser.open(&page.at(""));
            for _ in 0..2 {
                let wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
                assert_eq!(browser.text(wider), "0", "{lang} {width}");
                assert_eq!(faults(&browser), "", "{lang} {width}");
                browser.click(other);
            }
        }
    }
}
