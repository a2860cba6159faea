//! What makes the page usable with a screen reader, a keyboard, poor sight: rules of WCAG 2.2 AA that a machine can hold.

use dondoc::model::bilingual::Lang;

use crate::driver::Browser;
use crate::pages::{Page, shipped};

const RULES: &str = include_str!("accessibility.js");

pub fn faults(browser: &Browser) -> String {
    browser.text(&format!("(function(){{ {RULES} }})()"))
}

/// Looks at a page in both languages and both lights.
pub fn in_every_guise(browser: &Browser, look: impl Fn(&str)) {
    for lang in ["en", "vi"] {
        browser.click(&format!("[data-lang={lang}]"));
        for theme in ["light", "dark"] {
            browser.choose("#_theme", theme);
            look(&format!("{lang} {theme}"));
        }
    }
}

#[test]
fn the_rules_hold_in_both_languages_and_both_lights() {
    let Some(browser) = Browser::start() else { return };
    let page = Page::of(&shipped("2024-10-21"), Lang::En);
    browser.open(&page.at(""));
    browser.run("document.querySelectorAll('details').forEach(fold => { fold.open = true; })");
    in_every_guise(&browser, |guise| {
        for colour in ["", "0", "1", "2", "3"] {
            browser.choose("select.colour", colour);
            assert_eq!(faults(&browser), "", "{guise} {colour}");
        }
    });
}

#[test]
fn the_rules_hold_in_the_panel() {
    let Some(browser) = Browser::start() else { return };
    let page = Page::of(&shipped("2025-09-30"), Lang::Vi);
    for place in ["da-nang-2025", "da-nang-2025/civil-status-digitized", "vn/essential-public-services"] {
        browser.open(&page.at(place));
        browser.wait_for("document.getElementById('_panel').open");
        for theme in ["light", "dark"] {
            browser.choose("#_theme", theme);
            assert_eq!(faults(&browser), "", "{place} {theme}");
        }
    }
}

#[test]
fn the_rules_find_what_breaks_them() {
    let Some(browser) = Browser::start() else { return };
    let page = Page::of(&shipped("2024-10-21"), Lang::En);
    for (breaks, said) in [
        ("document.querySelector('h3').id = '_province'", "id twice"),
        ("document.querySelector('.filters .field > span').remove()", "no name"),
        ("document.querySelector('h2').replaceWith(document.createElement('h5'))", "heading"),
        ("document.querySelector('.ranking th').removeAttribute('scope')", "scope"),
        ("document.querySelector('.meta').style.color = '#999'", "contrast"),
        ("document.querySelector('#_print').style.cssText = 'min-height:10px;height:10px'", "small"),
        ("document.querySelector('.stack').removeAttribute('aria-hidden')", "drawing"),
    ] {
        browser.open(&page.at(""));
        browser.run(breaks);
        let faults = faults(&browser);
        assert!(faults.contains(said), "{said}: {faults}");
    }
}
