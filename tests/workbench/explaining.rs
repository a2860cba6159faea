//! `dondoc explain CODE`: what a problem means.

use crate::fixture::Project;

#[test]
fn a_code_has_a_page() {
    // A code is explained whether or not the project is sound.
    let project = Project::new();
    project.write("data/facts.toml", "not = TOML = at all");
    insta::assert_snapshot!(project.run(&["explain", "no-verdict"]).shown());
}
