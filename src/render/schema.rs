//! The form of the report: a JSON Schema, made from the types that are serialised.

use schemars::generate::SchemaSettings;
use serde_json::json;

use crate::report::{Report, SCHEMA};

/// The JSON Schema (2020-12) of what the `json` format writes, pretty, with a newline at its end.
#[must_use]
pub fn schema() -> String {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Report>();
    // The type says only that it is a text.
    if let Some(name) = schema.pointer_mut("/properties/schema") {
        *name = json!({ "description": "Name and version of this form.", "const": SCHEMA });
    }
    format!("{:#}\n", schema.to_value())
}
