//! The functions of the language that rules may use: numbers, texts, lists, tables and ranges.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::arithmetic_side_effects))]

mod examples;

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use rhai::packages::{
    BasicArrayPackage, BasicMapPackage, BasicMathPackage, CorePackage, LogicPackage, MoreStringPackage,
    Package,
};
use rhai::{Engine, ImmutableString, Module, NativeCallContext};

pub(super) use examples::EXAMPLES;

/// The names of the functions, with how many values each takes.
#[derive(Debug)]
pub(super) struct Library {
    functions: BTreeSet<(String, usize)>,
    properties: BTreeSet<String>,
}

/// What the language comes with and rules do without, by name and number of values: what ends a run without a verdict
/// or reads a text as something else; and what takes long in a single step, which the bound on steps does not see.
const UNUSED: [(&str, usize); 23] = [
    ("exit", 0),
    ("exit", 1),
    ("parse_json", 1),
    ("set_tag", 2),
    ("tag", 1),
    ("take", 1),
    ("to_blob", 1),
    ("get_fn_metadata_list", 0),
    ("get_fn_metadata_list", 1),
    ("get_fn_metadata_list", 2),
    ("sort", 1),
    ("sort_desc", 1),
    ("order", 1),
    ("order_desc", 1),
    ("dedup", 1),
    ("exp", 1),
    ("ln", 1),
    ("log", 1),
    ("log", 2),
    ("log10", 1),
    ("sin", 1),
    ("cos", 1),
    ("tan", 1),
];

impl Library {
    /// The functions of an engine that nothing of the engine's own has been given to yet.
    pub(super) fn of(engine: &Engine) -> Self {
        let all = engine.collect_fn_metadata(
            None,
            |info| Some((info.metadata.name.to_string(), info.metadata.num_params)),
            true,
        );
        let mut library = Self { functions: BTreeSet::new(), properties: BTreeSet::new() };
        for (name, count) in all {
            if let Some(property) = name.strip_prefix("get$").filter(|name| !UNUSED.contains(&(name, 1))) {
                library.properties.insert(property.to_owned());
            } else if name.starts_with(|c: char| c.is_ascii_alphabetic())
                && !name.contains('$')
                && !UNUSED.contains(&(name.as_str(), count))
            {
                library.functions.insert((name, count));
            }
        }
        // These are built into the language, and stand in no list.
        for (name, count) in [("type_of", 1), ("is_def_var", 1), ("is_def_fn", 2), ("is_shared", 1)] {
            library.functions.insert((name.to_owned(), count));
        }
        library
    }

    pub(super) fn has(&self, name: &str, values: usize) -> bool {
        self.functions.contains(&(name.to_owned(), values))
    }

    pub(super) fn has_name(&self, name: &str) -> bool {
        self.functions.range((name.to_owned(), 0)..).next().is_some_and(|(known, _)| known == name)
    }

    pub(super) fn has_property(&self, name: &str) -> bool {
        self.properties.contains(name)
    }

    #[cfg(test)]
    pub(super) fn properties(&self) -> impl Iterator<Item = &str> {
        self.properties.iter().map(String::as_str)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.functions.iter().map(|(name, _)| name.as_str())
    }
}

/// Gives an engine the functions of the language. They are made once and shared: making them takes longer than a
/// hundred checks.
pub(super) fn register(engine: &mut Engine) {
    static MODULES: OnceLock<Vec<Arc<Module>>> = OnceLock::new();
    let modules = MODULES.get_or_init(|| {
        vec![
            CorePackage::new().as_shared_module(),
            LogicPackage::new().as_shared_module(),
            BasicMathPackage::new().as_shared_module(),
            BasicArrayPackage::new().as_shared_module(),
            BasicMapPackage::new().as_shared_module(),
            MoreStringPackage::new().as_shared_module(),
        ]
    });
    for module in modules {
        engine.register_global_module(Arc::clone(module));
    }
    // The language's own makes the whole text before it looks at its length: of two texts at the limit, 64 MB.
    engine.register_fn(
        "replace",
        |context: NativeCallContext, text: &mut ImmutableString, old: &str, new: &str| {
            replaced(&context, text, old, new)
        },
    );
    engine.register_fn(
        "replace",
        |context: NativeCallContext, text: &mut ImmutableString, old: &str, new: char| {
            replaced(&context, text, old, new.encode_utf8(&mut [0; 4]))
        },
    );
    engine.register_fn(
        "replace",
        |context: NativeCallContext, text: &mut ImmutableString, old: char, new: &str| {
            replaced(&context, text, old.encode_utf8(&mut [0; 4]), new)
        },
    );
    engine.register_fn(
        "replace",
        |context: NativeCallContext, text: &mut ImmutableString, old: char, new: char| {
            replaced(&context, text, old.encode_utf8(&mut [0; 4]), new.encode_utf8(&mut [0; 4]))
        },
    );
}

fn replaced(
    context: &NativeCallContext,
    text: &mut ImmutableString,
    old: &str,
    new: &str,
) -> Result<(), Box<rhai::EvalAltResult>> {
    let longer = text.matches(old).count().saturating_mul(new.len());
    if text.len().saturating_add(longer) > context.engine().max_string_size().saturating_mul(2) {
        let what = "Length of string".to_owned();
        return Err(Box::new(rhai::EvalAltResult::ErrorDataTooLarge(what, context.call_position())));
    }
    *text = text.replace(old, new).into();
    Ok(())
}
