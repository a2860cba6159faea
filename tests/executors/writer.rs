//! Writes rules out of a stream of bytes: every stream is a rule that the lint should pass, and a shorter stream is a
//! simpler rule.

/// Facts by type; the dictionary of these tests has them all, under the topic `t`.
pub const FACTS: [(Type, &[&str]); 6] = [
    (Type::Bool, &["yes", "no"]),
    (Type::Int, &["one", "two", "three"]),
    (Type::Decimal, &["share", "part"]),
    (Type::Date, &["begun", "ended"]),
    (Type::Stage, &["plan", "draft"]),
    (Type::Text, &["word", "name"]),
];

/// Stages of both stage facts, in order.
pub const STAGES: [&str; 3] = ["none", "open", "issued"];

/// Keys of the reasons.
pub const REASONS: [&str; 3] = ["good", "bad", "later"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    Bool,
    Int,
    Decimal,
    Date,
    Stage,
    Text,
}

const TYPES: [Type; 6] = [Type::Bool, Type::Int, Type::Decimal, Type::Date, Type::Stage, Type::Text];

struct Helper {
    parameters: Vec<Type>,
    gives: Type,
}

/// Writes one rule.
pub struct Writer<'b> {
    bytes: &'b [u8],
    at: usize,
    /// Names that have values here, innermost last.
    names: Vec<(String, Type)>,
    made: usize,
    helpers: Vec<Helper>,
    /// Helpers below this number may not be called here: they might be the one that is written.
    first: usize,
    /// What `return` gives here; in the check itself nothing can be returned.
    returns: Option<Type>,
}

impl<'b> Writer<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0, names: Vec::new(), made: 0, helpers: Vec::new(), first: 0, returns: None }
    }

    /// The body of the rule: the check and its helpers.
    pub fn rule(mut self) -> String {
        let count = self.pick(4);
        for _ in 0..count {
            let parameters = (0..self.pick(3)).map(|_| self.any()).collect();
            let gives = self.any();
            self.helpers.push(Helper { parameters, gives });
        }
        let mut text = "fn check(locality) {\n".to_owned();
        text += &self.statements(3);
        text += &self.verdict(2);
        text += "}\n";
        for at in 0..self.helpers.len() {
            self.first = at + 1;
            let (parameters, gives) = (self.helpers[at].parameters.clone(), self.helpers[at].gives);
            self.names = parameters.iter().enumerate().map(|(at, ty)| (format!("p{at}"), *ty)).collect();
            self.returns = Some(gives);
            let list: Vec<&str> = self.names.iter().map(|(name, _)| name.as_str()).collect();
            let list = ["locality"].into_iter().chain(list).collect::<Vec<_>>().join(", ");
            text += &format!("fn h{at}({list}) {{\n");
            text += &self.statements(2);
            text += &format!("{}\n}}\n", self.value(gives, 2));
        }
        text
    }

    fn pick(&mut self, of: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(byte) % of
    }

    fn any(&mut self) -> Type {
        TYPES[self.pick(TYPES.len())]
    }

    fn fact(&mut self, ty: Type) -> String {
        let (_, names) = FACTS.iter().find(|(of, _)| *of == ty).unwrap();
        names[self.pick(names.len())].to_owned()
    }

    fn reason(&mut self) -> &'static str {
        REASONS[self.pick(REASONS.len())]
    }

    fn stage(&mut self) -> &'static str {
        STAGES[self.pick(STAGES.len())]
    }

    fn name(&mut self, ty: Type) -> Option<String> {
        let fitting: Vec<String> =
            self.names.iter().filter(|(_, of)| *of == ty).map(|(name, _)| name.clone()).collect();
        // A name may be shadowed by one of another type.
        let fitting: Vec<String> = fitting
            .into_iter()
            .filter(|name| {
                self.names.iter().rfind(|(known, _)| known == name).is_some_and(|(_, of)| *of == ty)
            })
            .collect();
        if fitting.is_empty() { None } else { Some(fitting[self.pick(fitting.len())].clone()) }
    }

    fn statements(&mut self, depth: usize) -> String {
        let count = self.pick(4);
        (0..count).map(|_| self.statement(depth)).collect()
    }

    fn block(&mut self, depth: usize, ends: bool) -> String {
        let names = self.names.len();
        let mut text = format!("{{\n{}", self.statements(depth));
        if ends {
            text += &self.way_out(depth);
        }
        self.names.truncate(names);
        text + "}"
    }

    /// A statement that nothing goes on behind.
    fn way_out(&mut self, depth: usize) -> String {
        let returns = self.returns;
        match returns {
            Some(ty) if self.pick(2) == 0 => format!("return {};\n", self.value(ty, depth)),
            _ => self.verdict(depth),
        }
    }

    fn statement(&mut self, depth: usize) -> String {
        let deeper = depth.saturating_sub(1);
        match self.pick(if depth == 0 { 3 } else { 7 }) {
            0 => {
                let ty = self.any();
                let value = self.value(ty, deeper);
                // Now and then a name that is there already.
                let name = if self.pick(4) == 0 { "v0".to_owned() } else { format!("v{}", self.made) };
                self.made += 1;
                self.names.push((name.clone(), ty));
                format!("let {name} = {value};\n")
            }
            1 => {
                let ty = self.any();
                format!("{};\n", self.fact_read(ty))
            }
            2 => {
                let ty = self.any();
                let Some(name) = self.name(ty) else { return String::new() };
                let number = matches!(ty, Type::Int | Type::Decimal);
                let operator = if number { ["=", "+=", "-=", "*=", "/=", "%="][self.pick(6)] } else { "=" };
                format!("{name} {operator} {};\n", self.value(ty, deeper))
            }
            3 => {
                let condition = self.value(Type::Bool, deeper);
                let ends = self.pick(2) == 0;
                format!("if {condition} {}\n", self.block(deeper, ends))
            }
            4 => {
                let condition = self.value(Type::Bool, deeper);
                let yes = self.block(deeper, false);
                let ends = self.pick(3) == 0;
                format!("if {condition} {yes} else {}\n", self.block(deeper, ends))
            }
            5 => {
                let arm = |writer: &mut Self| {
                    let ends = writer.pick(3) == 0;
                    writer.block(deeper, ends)
                };
                self.switch(deeper, arm) + "\n"
            }
            _ => match self.call_of(None, deeper) {
                Some(call) => format!("{call};\n"),
                None => format!("{}\n", self.block(deeper, false)),
            },
        }
    }

    /// A `switch` over anything that can be one's subject, with these arms.
    fn switch(&mut self, depth: usize, mut arm: impl FnMut(&mut Self) -> String) -> String {
        let ty = [Type::Stage, Type::Int, Type::Text, Type::Bool, Type::Decimal][self.pick(5)];
        // What a stage is called by must be seen, or it would be no word.
        let subject = if ty == Type::Stage { self.leaf(ty) } else { self.value(ty, depth) };
        let subject = if subject.starts_with('-') { format!("({subject})") } else { subject };
        let mut text = format!("switch {subject} {{\n");
        for _ in 0..self.pick(4) {
            let patterns: Vec<&str> = (0..1 + self.pick(2)).map(|_| self.pattern(ty)).collect();
            let guard = match self.pick(3) {
                0 => format!(" if {}", self.value(Type::Bool, depth)),
                _ => String::new(),
            };
            text += &format!("{}{guard} => {},\n", patterns.join(" | "), arm(self));
        }
        text += &format!("_ => {}\n}}", arm(self));
        text
    }

    fn pattern(&mut self, ty: Type) -> &'static str {
        match ty {
            Type::Stage => ["\"none\"", "\"open\"", "\"issued\""][self.pick(3)],
            Type::Int => ["0", "1", "7", "-1", "2..7", "0..=100", "100"][self.pick(7)],
            Type::Decimal => ["0.5", "1.0", "-1.25", "0..2", "2..=100"][self.pick(5)],
            Type::Bool => ["true", "false"][self.pick(2)],
            Type::Text | Type::Date => ["\"a\"", "\"b\"", "\"none\""][self.pick(3)],
        }
    }

    fn verdict(&mut self, depth: usize) -> String {
        match self.pick(6) {
            0 => format!("met(\"{}\");\n", self.reason()),
            1 => format!("not_met(\"{}\");\n", self.reason()),
            2 => {
                let reason = self.reason();
                format!("met(\"{reason}\", {});\n", self.value(Type::Date, depth))
            }
            3 => format!("not_applicable(\"{}\");\n", self.reason()),
            _ => {
                let types = [Type::Int, Type::Decimal];
                let (done, total) = (types[self.pick(2)], types[self.pick(2)]);
                let (done, total) = (self.value(done, depth), self.value(total, depth));
                format!("progress({done}, {total}, \"{}\", \"{}\");\n", self.reason(), self.reason())
            }
        }
    }

    fn fact_read(&mut self, ty: Type) -> String {
        format!("locality.t.{}", self.fact(ty))
    }

    /// A call of a helper that gives this type, or any.
    fn call_of(&mut self, ty: Option<Type>, depth: usize) -> Option<String> {
        let fitting: Vec<usize> = (self.first..self.helpers.len())
            .filter(|at| ty.is_none_or(|ty| self.helpers[*at].gives == ty))
            .collect();
        if fitting.is_empty() {
            return None;
        }
        let at = fitting[self.pick(fitting.len())];
        let parameters = self.helpers[at].parameters.clone();
        let mut arguments = vec!["locality".to_owned()];
        for ty in parameters {
            arguments.push(self.value(ty, depth.saturating_sub(1)));
        }
        Some(format!("h{at}({})", arguments.join(", ")))
    }

    /// A value of a type.
    fn value(&mut self, ty: Type, depth: usize) -> String {
        if depth == 0 {
            return self.leaf(ty);
        }
        let deeper = depth - 1;
        match self.pick(8) {
            0 | 1 => self.leaf(ty),
            7 => self.switch(deeper, |writer| writer.value(ty, deeper)),
            2 => self.call_of(Some(ty), deeper).unwrap_or_else(|| self.leaf(ty)),
            3 => {
                let condition = self.value(Type::Bool, deeper);
                let (yes, no) = (self.value(ty, deeper), self.value(ty, deeper));
                format!("if {condition} {{ {yes} }} else {{ {no} }}")
            }
            4 => {
                let fact = self.fact(ty);
                let default = match ty {
                    Type::Stage if self.pick(2) == 0 => format!("\"{}\"", self.stage()),
                    Type::Decimal if self.pick(2) == 0 => self.value(Type::Int, deeper),
                    _ => self.value(ty, deeper),
                };
                format!("locality.known_or(\"t.{fact}\", {default})")
            }
            _ => self.made_of(ty, deeper),
        }
    }

    fn leaf(&mut self, ty: Type) -> String {
        if self.pick(3) == 0
            && let Some(name) = self.name(ty)
        {
            return name;
        }
        match (ty, self.pick(4)) {
            (Type::Bool, 0) => "true".to_owned(),
            (Type::Bool, 1) => {
                let of = self.any();
                format!("locality.is_known(\"t.{}\")", self.fact(of))
            }
            (Type::Int, 0) => {
                ["0", "1", "2", "7", "-3", "100", "9223372036854775807"][self.pick(7)].to_owned()
            }
            (Type::Decimal, 0) => {
                ["0.5", "1.0", "2.50", "79228162514264337593543950335.0"][self.pick(4)].to_owned()
            }
            (Type::Decimal, 1) => "locality.target()".to_owned(),
            (Type::Text, 0) => format!("\"{}\"", ["a", "b", "none"][self.pick(3)]),
            _ => self.fact_read(ty),
        }
    }

    fn made_of(&mut self, ty: Type, depth: usize) -> String {
        match ty {
            Type::Bool => match self.pick(5) {
                0 => format!("!({})", self.value(Type::Bool, depth)),
                1 => {
                    let joint = ["&&", "||"][self.pick(2)];
                    let sides: Vec<String> = (0..2 + self.pick(2))
                        .map(|_| format!("({})", self.value(Type::Bool, depth)))
                        .collect();
                    sides.join(&format!(" {joint} "))
                }
                2 => {
                    let ty = self.any();
                    let items: Vec<String> = (0..self.pick(3))
                        .map(|_| {
                            if ty == Type::Stage {
                                format!("\"{}\"", self.stage())
                            } else {
                                self.value(ty, depth)
                            }
                        })
                        .collect();
                    let not = ["", "!"][self.pick(2)];
                    let value = self.value(ty, depth);
                    format!("({value}) {not}in [{}]", items.join(", "))
                }
                _ => self.comparison(depth),
            },
            Type::Int => match self.pick(8) {
                6 => format!("({}).abs()", self.value(Type::Int, depth)),
                7 => self.smaller_or_larger(Type::Int, Type::Int, depth),
                0 => {
                    let sign = ["-", "+"][self.pick(2)];
                    format!("{sign}({})", self.value(Type::Int, depth))
                }
                _ => {
                    let operator = ["+", "-", "*", "/", "%"][self.pick(5)];
                    let (left, right) = (self.value(Type::Int, depth), self.dividend(Type::Int, depth));
                    format!("({left}) {operator} ({right})")
                }
            },
            Type::Decimal => match self.pick(9) {
                6 => format!("({}).to_decimal()", self.value(Type::Int, depth)),
                7 => format!("abs({})", self.value(Type::Decimal, depth)),
                8 => {
                    let of = [Type::Int, Type::Decimal][self.pick(2)];
                    self.smaller_or_larger(Type::Decimal, of, depth)
                }
                0 => format!("-({})", self.value(Type::Decimal, depth)),
                _ => {
                    let operator = ["+", "-", "*", "/", "%"][self.pick(5)];
                    let types = [
                        (Type::Decimal, Type::Decimal),
                        (Type::Int, Type::Decimal),
                        (Type::Decimal, Type::Int),
                    ];
                    let (a, b) = types[self.pick(3)];
                    let (left, right) = (self.value(a, depth), self.dividend(b, depth));
                    format!("({left}) {operator} ({right})")
                }
            },
            Type::Date | Type::Stage | Type::Text => self.leaf(ty),
        }
    }

    fn smaller_or_larger(&mut self, a: Type, b: Type, depth: usize) -> String {
        let which = ["min", "max"][self.pick(2)];
        let (left, right) = (self.value(a, depth), self.value(b, depth));
        format!("{which}({left}, {right})")
    }

    /// A number that is not written out as 0, which the lint would refuse behind a stroke.
    fn dividend(&mut self, ty: Type, depth: usize) -> String {
        let value = self.value(ty, depth);
        if value == "0" { "1".to_owned() } else { value }
    }

    fn comparison(&mut self, depth: usize) -> String {
        let ordered = ["==", "!=", "<", "<=", ">", ">="];
        match self.pick(6) {
            0 => {
                let types = [Type::Int, Type::Decimal];
                let (a, b) = (types[self.pick(2)], types[self.pick(2)]);
                format!("({}) {} ({})", self.value(a, depth), ordered[self.pick(6)], self.value(b, depth))
            }
            1 => {
                let (a, b) = (self.value(Type::Date, depth), self.value(Type::Date, depth));
                format!("({a}) {} ({b})", ordered[self.pick(6)])
            }
            2 => {
                let (a, b) = (self.value(Type::Stage, depth), self.value(Type::Stage, depth));
                format!("({a}) {} ({b})", ordered[self.pick(6)])
            }
            3 => {
                let (a, operator) = (self.value(Type::Stage, depth), ordered[self.pick(6)]);
                format!("({a}) {operator} \"{}\"", self.stage())
            }
            4 => {
                let (a, operator) = (self.value(Type::Stage, depth), ordered[self.pick(6)]);
                format!("\"{}\" {operator} ({a})", self.stage())
            }
            _ => {
                let ty = [Type::Bool, Type::Text][self.pick(2)];
                format!("({}) {} ({})", self.value(ty, depth), ordered[self.pick(2)], self.value(ty, depth))
            }
        }
    }
}
