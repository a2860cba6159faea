//! What the page must never do: ask a network, let data become markup, break its own security policy.

use dondoc::model::bilingual::Lang;

use crate::driver::Browser;
use crate::pages::{HOSTILE, Page, hostile, shipped};

#[test]
fn the_page_asks_no_network_and_the_console_stays_silent() {
    let Some(browser) = Browser::start() else { return };
    for (day, provinces) in [("2024-10-21", "63"), ("2025-09-30", "34")] {
        let page = Page::of(&shipped(day), Lang::Vi);
        browser.open(&page.at(""));
        assert_eq!(browser.text("document.querySelectorAll('.map a.tile').length"), provinces);
        browser.click("[data-lang=en]");
        browser.choose("#_theme", "dark");
        browser.click(".matrix tbody td a");
        browser.wait_for("document.getElementById('_panel').open");
        assert_eq!(browser.text("performance.getEntriesByType('resource').length"), "0");
        assert_eq!(browser.console(), Vec::<String>::new());
    }
}

#[test]
fn the_security_policy_refuses_what_is_not_the_pages_own() {
    let Some(browser) = Browser::start() else { return };
    let page = Page::of(&shipped("2024-10-21"), Lang::En);
    browser.open(&page.at(""));
    browser.run(
        "window.refused = 0;
         const bad = document.createElement('p'), script = document.createElement('script');
         document.body.append(bad, script);
         for (const attempt of [
             () => bad.setAttribute('onclick', 'window.taken = 1'),
             () => { bad.innerHTML = '<img src=x onerror=window.taken=1>'; },
             () => { script.textContent = 'window.taken = 1'; },
         ]) try { attempt(); } catch (_) { window.refused += 1; }
         bad.click();
         bad.setAttribute('style', 'color: red')",
    );
    assert_eq!(browser.text("window.taken"), "undefined");
    assert_eq!(browser.text("window.refused"), "3");
    assert_eq!(browser.text("document.body.lastElementChild.previousElementSibling.style.color"), "");
    assert!(browser.console().iter().any(|line| line.contains("style")), "the refusal of a style is said");
}

#[test]
fn a_hostile_name_stays_text() {
    let Some(browser) = Browser::start() else { return };
    for lang in [Lang::En, Lang::Vi] {
        let page = Page::of(&hostile(), lang);
        browser.open(&page.at(""));
        assert_eq!(browser.text("document.querySelector('.ranking tbody th').textContent"), HOSTILE);
        browser.click("[data-lang=vi]");
        browser.click("[data-lang=en]");
        assert_eq!(browser.text("document.querySelector('.matrix tbody th').textContent"), HOSTILE);
        browser.click(".ranking tbody th a");
        browser.wait_for("document.getElementById('_panel').open");
        assert_eq!(browser.text("document.querySelector('#_panel h2').textContent"), HOSTILE);
        browser.click("#_panel .verdict-list a");
        browser.wait_for("document.querySelector('#_panel .crumb')");
        assert!(
            browser
                .text("document.querySelector('#_panel').innerText")
                .contains("onerror=\"window.taken=1\"")
        );
        assert_eq!(browser.text("document.querySelectorAll('img').length"), "0");
        assert_eq!(browser.text("window.taken"), "undefined");
        assert_eq!(browser.console(), Vec::<String>::new());
    }
}
