//! The eight rules of the made-up country, and the plan that sets their deadlines.

/// One requirement.
pub struct Rule {
    pub id: &'static str,
    due: &'static str,
    weight: u32,
    check: &'static str,
}

impl Rule {
    /// The script.
    pub fn text(&self) -> String {
        let Self { id, weight, check, .. } = self;
        format!(
            "//! {id}.\n\nconst REQUIREMENT = #{{\n    id:      \"{id}\",\n    title:   #{{ en: \"{id}\", vi: \
             \"{id}\" }},\n    level:   \"commune\",\n    weight:  {weight},\n    cites:   [\"plan\"],\n    \
             reasons: #{{\n        open: #{{ en: \"open\", vi: \"chưa xong\" }},\n        done: #{{ en: \
             \"done\", vi: \"đã xong\" }},\n    }},\n}};\n\nfn check(locality) {{\n{check}}}\n"
        )
    }
}

/// The plan that every rule cites.
pub fn plan() -> String {
    let mut text = String::from(
        "id         = \"plan\"\ntitle      = { en = \"Plan\", vi = \"Kế hoạch\" }\nkind       = \"plan\"\nissuer     \
         = \"Working Group\"\ndated      = 2020-01-01\npublished  = 2020-01-01\nsource     = \"made up\"\nconfidence = \
         \"high\"\n",
    );
    for Rule { id, due, .. } in RULES {
        text.push_str(&format!(
            "\n[[deadline]]\nrequirement = \"{id}\"\nbinds       = \"commune\"\ndue         = {due}\n"
        ));
    }
    text
}

pub const RULES: [Rule; 8] = [
    Rule {
        id: "judicial-records",
        due: "2026-03-31",
        weight: 10,
        check: "    if !locality.judicial_records.deployed {
        not_met(\"open\");
    }
    if locality.is_known(\"judicial_records.deployed_on\") {
        met(\"done\", locality.judicial_records.deployed_on);
    }
    met(\"done\");
",
    },
    Rule {
        id: "health-plan",
        due: "2026-12-31",
        weight: 15,
        check: "    let stage = locality.health_book.plan_stage;
    if stage == \"issued\" {
        if locality.is_known(\"health_book.plan_issued_on\") {
            met(\"done\", locality.health_book.plan_issued_on);
        }
        met(\"done\");
    }
    if stage == \"consulting\" {
        progress(7, 10, \"open\", \"done\");
    }
    if stage == \"developing\" {
        progress(3, 10, \"open\", \"done\");
    }
    not_met(\"open\");
",
    },
    Rule {
        id: "civil-digitized",
        due: "2026-07-20",
        weight: 20,
        check: "    progress(locality.civil_status.digitized, locality.civil_status.total, \"open\", \"done\");\n",
    },
    Rule {
        id: "civil-population",
        due: "2026-09-30",
        weight: 10,
        check: "    progress(locality.civil_status.digitized * 100, locality.civil_status.by_population * 80, \"open\", \"done\");
",
    },
    Rule {
        id: "land-digitized",
        due: "2026-12-31",
        weight: 15,
        check: "    progress(locality.land.districts_digitized, locality.land.districts_total, \"open\", \"done\");\n",
    },
    Rule {
        id: "cadre-matched",
        due: "2026-05-31",
        weight: 10,
        check: "    progress(locality.cadre.matched * 100, locality.cadre.records * 95, \"open\", \"done\");\n",
    },
    Rule {
        id: "services-online",
        due: "2026-07-15",
        weight: 12,
        check: "    let target = locality.known_or(\"public_services.target_pct\", 60);
    progress(locality.public_services.online * 100, locality.public_services.total * target, \"open\", \"done\");
",
    },
    Rule {
        id: "id-cards-under16",
        due: "2026-06-15",
        weight: 8,
        check: "    let done = locality.id_cards.under16;
    let target = locality.id_cards.target;
    if done >= target {
        if locality.is_known(\"id_cards.reached_on\") {
            met(\"done\", locality.id_cards.reached_on);
        }
        met(\"done\");
    }
    progress(done, target, \"open\", \"done\");
",
    },
];
