//! Explaining: whatever a word names, a locality, a requirement or the code of a problem.

use camino::Utf8Path;

use super::{Chosen, Prepared, Question, Refusal, find, prepare};
use crate::model::bilingual::Lang;
use crate::model::day::Day;
use crate::model::requirement::RequirementIx;
use crate::names::{NameFault, Names};
use crate::problem::hint::{Hint, nearest};
use crate::problem::letters::double;
use crate::problem::{Code, Problem};
use crate::report::explanation::Dossier;
use crate::report::handbook::facts::fact_views;
use crate::report::handbook::requirement::requirement_view;
use crate::report::handbook::{Handbook, RequirementView};
use crate::resolve::{Horizon, Resolution};
use crate::rulebook::reference::reference;

/// What a word turned out to name.
#[derive(Debug)]
pub enum Explained {
    /// A locality: its answers.
    Locality(Vec<Dossier>),
    /// A requirement.
    Requirement(Box<RequirementView>),
    /// The code of a problem.
    Code(Code),
}

/// What a word can be said to name, in front of it: `requirement:health-book-plan`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Locality,
    Requirement,
    Code,
}

const SORTS: [(&str, Sort); 3] =
    [("locality:", Sort::Locality), ("requirement:", Sort::Requirement), ("code:", Sort::Code)];

/// The word without its sort, and the sort where one is said.
fn sorted(word: &str) -> (&str, Option<Sort>) {
    let said = SORTS.iter().find_map(|(said, sort)| Some((word.strip_prefix(said)?, Some(*sort))));
    said.unwrap_or((word, None))
}

/// A word that is asked about, and the language in which whoever asks reads.
#[derive(Debug, Clone, Copy)]
struct Asked<'w> {
    word: &'w str,
    sort: Option<Sort>,
    lang: Lang,
}

/// Explains what a word names, as the question has it otherwise; the localities of the question are not looked at.
///
/// A code is explained whether or not the project is sound. Where a word is the name of more than one thing, nobody
/// guesses.
///
/// # Errors
/// [`Refusal`] where the project is wrong, or the word names nothing, or more than one thing; the latter two are said in
/// the language.
pub fn explain(
    folder: &Utf8Path,
    question: &Question,
    word: &str,
    lang: Lang,
) -> Result<Explained, Box<Refusal>> {
    let (word, sort) = sorted(word);
    let may_be = |asked: Sort| sort.is_none_or(|sort| sort == asked);
    let about_one = question.requirements.is_empty() && question.level.is_none();
    let code = Code::from_word(word).filter(|_| may_be(Sort::Code) && about_one);
    if let (Some(code), Some(Sort::Code)) = (code, sort) {
        return Ok(Explained::Code(code));
    }
    let prepared = match prepare(folder) {
        Ok(prepared) => Prepared { rulebook: prepared.rulebook.run_by(question.executor), ..prepared },
        Err(refusal) => return code.map(Explained::Code).ok_or(refusal),
    };
    let prepared = if code.is_some() || prepared.rulebook.find(word).is_some() {
        prepared
    } else {
        let asked = Question { localities: vec![word.to_owned()], ..question.clone() };
        super::broadened(prepared, folder, &asked)?
    };
    let requirement = prepared.rulebook.find(word).filter(|_| may_be(Sort::Requirement) && about_one);
    let names = Names::new(&prepared.project.registry);
    let locality = names.find(word, question.level, question.horizon.as_of);
    let is_locality = may_be(Sort::Locality) && locality.is_ok();
    let problem = match (code, requirement, is_locality) {
        (Some(code), None, false) => return Ok(Explained::Code(code)),
        (None, Some(requirement), false) => return of_requirement(&prepared, question, requirement),
        (None, None, true) => {
            let question = Question { localities: vec![word.to_owned()], ..question.clone() };
            return super::explain_locality(&prepared, &question).map(Explained::Locality);
        }
        (None, None, false) => {
            unknown(&prepared, question, Asked { word, sort, lang }, &names, locality.err())
        }
        (code, requirement, locality) => {
            let fitting = SORTS.iter().filter(|(_, sort)| match sort {
                Sort::Code => code.is_some(),
                Sort::Requirement => requirement.is_some(),
                Sort::Locality => locality,
            });
            let ways: Vec<String> = fitting.map(|(said, _)| format!("`{said}{word}`")).collect();
            let (message, help) = match lang {
                Lang::En => {
                    (format!("`{word}` names more than one thing"), format!("write {}", ways.join(" or ")))
                }
                Lang::Vi => (
                    format!("`{word}` là tên của nhiều đối tượng"),
                    format!("hãy ghi {}", ways.join(" hoặc ")),
                ),
            };
            Problem::error(Code::UnknownName, message).help(help)
        }
    };
    Err(Box::new(Refusal { problems: vec![problem], sources: prepared.sources }))
}

fn of_requirement(
    prepared: &Prepared,
    question: &Question,
    requirement: RequirementIx,
) -> Result<Explained, Box<Refusal>> {
    let resolution = Resolution::new(&prepared.project, question.horizon);
    let findings = find(&resolution, &prepared.rulebook, &Chosen::default(), None)
        .map_err(|problems| Box::new(Refusal { problems, sources: prepared.sources.clone() }))?;
    Ok(Explained::Requirement(Box::new(requirement_view(&findings, &prepared.cases, requirement))))
}

/// A word that names nothing, with what may have been meant.
fn unknown(
    prepared: &Prepared,
    question: &Question,
    asked: Asked<'_>,
    names: &Names<'_>,
    fault: Option<NameFault>,
) -> Problem {
    let Asked { word, sort, lang } = asked;
    let (level, as_of) = (question.level, question.horizon.as_of);
    let about_one = question.requirements.is_empty() && level.is_none();
    let nobody_ever = matches!(&fault, Some(NameFault::Unknown { elsewhere }) if elsewhere.is_empty());
    let of_locality = fault.map(|fault| fault.problem(word, level, as_of, names));
    let offers = |asked: Sort| about_one && sort.is_none_or(|sort| sort == asked);
    let ids = prepared.rulebook.requirements().iter().map(|requirement| requirement.id.as_str());
    let ids = ids.filter(|_| offers(Sort::Requirement));
    let codes = Code::ALL.iter().map(|code| code.word()).filter(|_| offers(Sort::Code));
    let meant = nearest(word, ids.chain(codes));
    match (meant, of_locality) {
        // Several localities are called so: that is the more exact answer.
        (_, Some(problem)) if problem.code == Code::AmbiguousLocality && sort.is_none() => problem,
        // Who was called so on other days, and letters that deceive, are told by those who find them.
        (meant, _) if lang == Lang::Vi && nobody_ever && double(word).is_none() => {
            let near = names.nearest(word, level, as_of);
            let near = near.iter().filter(|_| sort.is_none_or(|sort| sort == Sort::Locality));
            let near = near.map(|at| prepared.project.registry.get(*at));
            let near = near.map(|locality| format!("`{}` ({})", locality.name.vi, locality.id));
            let meant = meant.map(|meant| format!("`{meant}`")).into_iter().chain(near).collect();
            let sort = if about_one { sort } else { Some(Sort::Locality) };
            nobody(Asked { sort, ..asked }, as_of, meant)
        }
        (None, Some(problem)) if !about_one || sort == Some(Sort::Locality) => problem,
        (meant, of_locality) => {
            let what = match sort {
                Some(Sort::Locality) => "no locality",
                Some(Sort::Requirement) => "no requirement",
                Some(Sort::Code) => "no code of a problem",
                None => "no locality, no requirement and no code of a problem",
            };
            let help = meant.map(Hint::meant);
            let of_names = of_locality
                .filter(|_| sort.is_none_or(|sort| sort == Sort::Locality))
                .and_then(|problem| problem.help);
            let help = match (help, of_names) {
                (Some(help), Some(names)) if names.starts_with("did you mean") => {
                    format!("{help} or the locality: {names}").into()
                }
                (Some(help), _) => help,
                (None, Some(names)) => names,
                (None, None) => "`dondoc lint` names codes, `rules/` the requirements".into(),
            };
            let message = format!("{what} is called `{word}` on {as_of}");
            Problem::error(Code::UnknownName, message).help(help)
        }
    }
}

/// The same in Vietnamese, with what may have been meant, as people write it.
fn nobody(asked: Asked<'_>, as_of: Day, meant: Vec<String>) -> Problem {
    let what = match asked.sort {
        Some(Sort::Locality) => "địa phương",
        Some(Sort::Requirement) => "yêu cầu",
        Some(Sort::Code) => "mã lỗi",
        None => "địa phương, yêu cầu hay mã lỗi",
    };
    let day = as_of.date().format("%d/%m/%Y");
    let message = format!("vào ngày {day} không có {what} nào mang tên `{}`", asked.word);
    Problem::error(Code::UnknownName, message).help(match meant.as_slice() {
        [] => "tên địa phương có trong `data/localities.csv`, yêu cầu có trong `rules/`, mã lỗi do `dondoc lint` nêu"
            .to_owned(),
        [one] => format!("có phải là {one} không?"),
        [most @ .., last] => format!("có phải là {} hay {last} không?", most.join(", ")),
    })
}

/// The handbook of the project in a folder, as of a day; without one as of the newest figure.
///
/// # Errors
/// [`Refusal`] where the project is wrong.
pub fn handbook(folder: &Utf8Path, as_of: Option<Day>) -> Result<Handbook, Box<Refusal>> {
    let prepared = prepare(folder)?;
    let project = &prepared.project;
    let newest = project.tables.iter().map(|table| table.dated).max();
    // Without a figure nothing can be judged, and any day of the papers will do.
    let as_of = as_of.or(newest).or_else(|| project.documents.iter().map(|d| d.dated).max());
    let Some(as_of) = as_of else {
        let problem =
            Problem::error(Code::UnknownDocument, "the project has no document: there is nothing to show");
        return Err(Box::new(Refusal { problems: vec![problem], sources: prepared.sources }));
    };
    let resolution = Resolution::new(project, Horizon { as_of, known_by: None });
    let findings = find(&resolution, &prepared.rulebook, &Chosen::default(), None)
        .map_err(|problems| Box::new(Refusal { problems, sources: prepared.sources.clone() }))?;
    let all = (0..prepared.rulebook.requirements().len()).map(RequirementIx::new);
    Ok(Handbook {
        requirements: all.map(|at| requirement_view(&findings, &prepared.cases, at)).collect(),
        facts: fact_views(project, &prepared.rulebook),
        reference: reference(),
    })
}
