//! How the page holds together: without its script, on narrow screens, on paper, and when it is very long.

use dondoc::model::bilingual::Lang;
use dondoc::model::locality::Level;
use dondoc::render::{Format, Style, render};

use crate::driver::Browser;
use crate::pages::{Page, shipped};

#[test]
fn nothing_is_cut_off_at_any_width() {
    let Some(browser) = Browser::start() else { return };
    for lang in [Lang::En, Lang::Vi] {
        let page = Page::of(&shipped("2024-10-21"), lang);
        for width in [1920, 1440, 1100, 800, 500] {
            browser.size(width, 1000);
            browser.open(&page.at(""));
            let wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert_eq!(browser.text(wider), "0", "{lang} {width}: the page itself never scrolls sideways");
            if width >= 1440 {
                let table =
                    "(e => e.scrollWidth - e.clientWidth)(document.querySelector('.rank-part .scroll'))";
                assert_eq!(browser.text(table), "0", "{lang} {width}: the ranking fits");
            }
            // A tile's words stay inside of it.
            let over = browser.text(
                "Array.from(document.querySelectorAll('.map a.tile')).filter(a => {
                    const ground = a.querySelector('.ground').getBoundingClientRect();
                    return Array.from(a.querySelectorAll('text')).some(t => {
                        const box = t.getBoundingClientRect();
                        return box.left < ground.left - 1 || box.right > ground.right + 1;
                    });
                }).map(a => a.getAttribute('href')).join()",
            );
            assert_eq!(over, "", "{lang} {width}");
        }
    }
}

#[test]
fn paper_gets_everything_and_the_screen_gets_its_folds_back() {
    let Some(browser) = Browser::start() else { return };
    let page = Page::of(&shipped("2024-10-21"), Lang::Vi);
    browser.open(&page.at(""));
    let folded = "document.querySelectorAll('details:not([open])').length";
    let before = browser.text("document.body.innerHTML.length");
    assert_ne!(browser.text(folded), "0");
    browser.run("window.dispatchEvent(new Event('beforeprint'))");
    assert_eq!(browser.text(folded), "0");
    // A head that is repeated on the next sheet loses what stands in a button.
    assert_eq!(browser.text("document.querySelectorAll('thead button').length"), "0");
    assert_eq!(browser.text("document.querySelector('.matrix thead th').textContent"), "Địa phương");
    browser.run("window.dispatchEvent(new Event('afterprint'))");
    assert_eq!(browser.text("document.body.innerHTML.length"), before);
    browser.click(".ranking th[data-key=name] button");
    assert_eq!(browser.text("document.querySelector('.ranking tbody th').textContent"), "An Giang");
}

#[test]
fn the_page_is_whole_without_its_script() {
    for lang in [Lang::En, Lang::Vi] {
        let report = shipped("2024-10-21");
        let page = String::from_utf8(render(&report, Format::Html, lang, Style::default()).unwrap()).unwrap();
        let (body, _) = page.split_once("<script").unwrap();
        for locality in report.localities.iter().filter(|l| l.level == Level::Province) {
            assert!(body.contains(&format!("<tr id=\"{}\">", locality.id)), "{}", locality.id);
            for verdict in &locality.verdicts {
                let place = format!("id=\"{}/{}\"", locality.id, verdict.requirement);
                assert!(body.contains(&place), "{place}");
            }
        }
        assert!(body.contains(match lang {
            Lang::En => "title=\"14 working days late; not deployed",
            Lang::Vi => "title=\"quá hạn 14 ngày làm việc; chưa triển khai",
        }));
    }
}

#[test]
fn the_page_stays_small() {
    let mut report = shipped("2024-10-21");
    let template: Vec<_> =
        report.requirements.iter().filter(|r| r.level.word() == "province").cloned().collect();
    for at in template.len()..20 {
        let mut more = template[at % template.len()].clone();
        let id = format!("{}-{at}", more.id);
        for locality in &mut report.localities {
            let twin = locality.verdicts.iter().find(|v| v.requirement == more.id).cloned();
            locality.verdicts.extend(twin.map(|mut verdict| {
                verdict.requirement.clone_from(&id);
                verdict
            }));
        }
        more.id = id;
        report.requirements.push(more);
    }
    let page = render(&report, Format::Html, Lang::Vi, Style::default()).unwrap();
    assert!(page.len() < 1_000_000, "{} bytes for 63 localities and 20 requirements", page.len());
}
