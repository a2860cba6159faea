//! Pages about rules and their cases.

super::pages! {
    BadSyntax:
        "A rule is not written in the script language.",
        "A rule that cannot be read cannot be asked.",
        "if locality.land.complete\n    met(\"complete\");",
        "if locality.land.complete {\n    met(\"complete\");\n}";
    BadMetadata:
        "The head of a rule, `REQUIREMENT`, lacks a key, has one too many, or one of the wrong type.",
        "Everything that a report says of a requirement comes from there.",
        "weight:  \"3\",",
        "weight:  3,";
    DuplicateRequirement:
        "Two rules have one id.",
        "Deadlines, waivers and cases name requirements by their ids.",
        "rules/land/a.rhai and rules/social/a.rhai",
        "rules/land/a.rhai and rules/social/b.rhai";
    UnknownFunction:
        "A rule calls something that is not there, or with the wrong number of values.",
        "The engine would only find out for the first locality that gets there.",
        "notmet(\"absent\");",
        "not_met(\"absent\");";
    UnknownVariable:
        "A rule names a value that nothing gave.",
        "The rule would fail while running.",
        "let share = done * 100 / totl;",
        "let share = done * 100 / total;";
    UnknownReason:
        "A verdict names a reason that the rule's table does not have.",
        "A verdict without its reason cannot be defended.",
        "met(\"deploid\");",
        "met(\"deployed\");";
    UnusedReason:
        "No verdict names a reason of the rule's table.",
        "Most often a branch that should be there is missing.",
        "reasons: #{ deployed: ..., absent: ..., planned: ... },     # and no verdict says \"planned\"",
        "reasons: #{ deployed: ..., absent: ... },";
    BadPlaceholder:
        "A reason's text has braces that name no fact, or one that the rule does not read.",
        "The sentence would come out with a hole in it.",
        "en: \"{civil_status.digitised} records digitised\",",
        "en: \"{civil_status.digitized} records digitised\",";
    TypeMismatch:
        "Two things are compared or counted that are of different types.",
        "In the script language such a comparison is silently false, and a rule would fail everybody.",
        "if locality.health_book.plan_stage == 3 {",
        "if locality.health_book.plan_stage == \"issued\" {";
    NoVerdict:
        "A way through the check ends without a verdict.",
        "Silence is neither a pass nor a failure.",
        "if locality.land.complete {\n    met(\"complete\");\n}",
        "if locality.land.complete {\n    met(\"complete\");\n}\nnot_met(\"open\");";
    MissingText:
        "A rule does not say what it is about: it has no `//!` lines at its head.",
        "Whoever is judged by it has a right to read what it asks, without reading a script.",
        "const REQUIREMENT = #{",
        "//! Land data are clean.\n//!\n//! A locality complies once ...\n\nconst REQUIREMENT = #{";
    MissingCheck:
        "A rule has no function `check` with the one parameter `locality`.",
        "It is what the engine asks.",
        "fn verify(locality) { ... }",
        "fn check(locality) { ... }";
    RedefinedFunction:
        "A rule defines a function that is a word of the engine.",
        "Whoever reads the rule would take it for the engine's own.",
        "fn met(reason) { ... }",
        "fn is_complete(locality) { ... }";
    UnreachableCode:
        "A statement stands behind a verdict.",
        "A verdict ends the check at once: what follows is never done.",
        "not_met(\"absent\");\nmet(\"deployed\");",
        "if locality.judicial_records.deployed {\n    met(\"deployed\");\n}\nnot_met(\"absent\");";
    UnusedFunction:
        "Nothing calls a function of a rule.",
        "What it was written for is not done.",
        "fn check(locality) { not_met(\"open\"); }\n\nfn share(locality) { ... }",
        "fn check(locality) { if share(locality) > 0.95 { ... } ... }\n\nfn share(locality) { ... }";
    UselessDefault:
        "A value stands behind `??`, and what stands before it is never missing.",
        "A fact that nobody reported ends the check as unknown; `??` does not see it.",
        "locality.land.plots ?? 0",
        "locality.known_or(\"land.plots\", 0)";
    IntegerDivision:
        "A whole number is divided by a whole number.",
        "What is left over is dropped: 7 / 2 is 3, and 461 / 705 is 0.",
        "if locality.land.districts_digitized / locality.land.districts_total >= 0.95 {",
        "if locality.land.districts_digitized * 100 >= locality.land.districts_total * 95 {";
    NotCompiled:
        "A rule uses something that is not compiled, so the language's own interpreter runs it.",
        "Its verdicts are the same and take longer; that is felt with many thousands of localities only.",
        "let done = 0;\nfor part in [locality.land.a, locality.land.b] {\n    done += part;\n}",
        "let done = locality.land.a + locality.land.b;";
    DeadlineOfOtherLevel:
        "A deadline or a waiver is of a level that is not its requirement's.",
        "It reaches nobody, so nobody is ever late, or excused.",
        "requirement = \"land-districts-digitized\"     # of provinces\nbinds       = \"district\"",
        "requirement = \"land-districts-digitized\"\nbinds       = \"province\"";
    ForbiddenConstruct:
        "A rule uses something that rules do without: an endless loop, a date, a locality's name, an import.",
        "The rule says what completes it; documents say by when, for whom and how much.",
        "if locality.land.complete_on < \"2025-01-01\" {",
        "[[deadline]]                      # in a document\nrequirement = \"land-data-campaign\"\ndue         = 2025-01-01\ndue_kind    = \"before\"";
    ConstantComparison:
        "A comparison comes out the same whatever is reported.",
        "What stands behind it is never reached, or always: most often `>` is written for `>=`.",
        "if locality.health_book.plan_stage > \"issued\" {      // the last stage",
        "if locality.health_book.plan_stage >= \"issued\" {";
    TextForStage:
        "A fact of free text is compared with words.",
        "Any other spelling of the same thing fails silently; a stage is checked wherever it is written.",
        "type = \"text\"\n...\nif locality.health_book.plan == \"issued\" {",
        "type   = \"stage\"\nstages = [\"none\", \"developing\", \"issued\"]";
    FractionForPercent:
        "A percentage is compared with a fraction below 1.",
        "A fact of type percent is written as it is printed: 44.5, not 0.445.",
        "if locality.land.share >= 0.95 {",
        "if locality.land.share >= 95 {";
    DateInRule:
        "A rule names a day.",
        "Documents say by when; a day in a rule stays when the next document moves it.",
        "en: \"issued by 31/12/2024\",",
        "en: \"issued\",          # and due = 2024-12-31 in the document's [[deadline]]";
    NameInRule:
        "A rule names a locality.",
        "A rule asks the same of all; a name in it hides who is treated otherwise, and dies with the next merger.",
        "if locality.land.office == \"Hà Nội\" {",
        "binds: \"named\",        # and binds = [\"Hà Nội\"] in the document's [[deadline]]";
    RuleFailed:
        "A rule failed while running.",
        "Its verdicts are errors, and the report says so.",
        "progress(locality.land.done, locality.land.total, \"open\", \"done\");",
        "if locality.land.total == 0 {\n    not_applicable(\"none\");\n}\nprogress(locality.land.done, locality.land.total, \"open\", \"done\");";
    RuleWithoutCases:
        "A rule has no cases.",
        "Nobody can defend a rule that was never tried.",
        "rules/land/a.rhai alone",
        "rules/land/a.rhai and rules/land/a.cases.toml";
    StatusWithoutCase:
        "No case expects a status that a rule can give.",
        "What happens late, excused or with data missing is where rules go wrong unseen.",
        "[[case]]                           # and no other\nname   = \"complete\"\n...",
        "[[case]]\nname   = \"nothing reported\"\nfacts  = {}\nas_of  = 2025-03-05\nexpect = { status = \"unknown\" }";
    UnusedLibrary:
        "No rule imports a file of rules/lib.",
        "What nothing runs is tried by no case, and goes wrong unseen.",
        "rules/lib/shares.rhai, and no rule with an `import`",
        "import \"shares\" as shares;         // at the top of a rule that calls shares::enough(...)";
    Unfinished:
        "Something that `dondoc new` left to a person is not done: a mark `NEXT:`, or a title that is not translated.",
        "The draft passes every check as it stands, and says nothing of what the document asks.",
        "// NEXT: the title as reports print it, in both languages.\ntitle:   #{ en: \"Land data clean\", vi: \"(chưa dịch) Land data clean\" },",
        "title:   #{ en: \"Land data cleaned\", vi: \"Làm sạch dữ liệu đất đai\" },";
    FutureCompletion:
        "A rule calls a locality complete from a day that is still to come.",
        "It does not count yet; most often the day has a slip.",
        "land.complete_on = 2052-03-01",
        "land.complete_on = 2025-03-01";
    BadCase:
        "A case is not one: two have one name, or its history is out of order.",
        "A case that is misunderstood proves nothing.",
        "history = [{ dated = 2025-03-01, ... }, { dated = 2025-01-31, ... }]",
        "history = [{ dated = 2025-01-31, ... }, { dated = 2025-03-01, ... }]";
}
