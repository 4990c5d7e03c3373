//! Templates: the text formats are written by them, ours or the author's own (Jinja, by minijinja).
//!
//! Every value is escaped for the format where it is put out, so a template cannot forget it. A template
//! names no files, the engine has no loader, and how long it may run is bounded.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value};

use super::page::Page;
use super::{Options, Selection, Trouble};
use crate::text::inner_marks;

/// Steps of a template besides those that the quotes need. A step is an instruction of the template, or 64 bytes put out.
const STEPS: u64 = 1_000_000;
/// Steps for each time that a quote is shown, ten times what our own templates take, and for each byte of it.
const STEPS_A_QUOTE: u64 = 1_000;
const STEPS_A_BYTE: u64 = 2;
/// Steps for each pair of a code and a quote: a template may look for the quotes of each code itself.
const STEPS_A_PAIR: u64 = 20;
/// How deep a template may nest its calls.
const DEPTH: usize = 64;

/// What a format needs to be written by templates.
pub(super) struct Dialect {
    /// What people call it on the command line.
    pub(super) name: &'static str,
    /// The template that is used when the author gives none.
    pub(super) template: &'static str,
}

/// A format that is written by templates.
pub(super) struct Target {
    pub(super) dialects: &'static [Dialect],
    /// Makes words out of what would be markup.
    pub(super) escape: fn(&str) -> String,
    /// Whether the format can hold a character.
    pub(super) is_held: fn(char) -> bool,
    /// The marks of templates: those of Jinja, or where braces mean something else, angle brackets.
    pub(super) has_braces: bool,
}

impl Target {
    fn dialect(&self, name: Option<&str>) -> Option<&'static Dialect> {
        match name {
            Some(name) => self.dialects.iter().find(|dialect| dialect.name == name),
            None => self.dialects.first(),
        }
    }

    /// The template of a dialect.
    pub(super) fn built_in(&self, dialect: Option<&str>) -> Option<&'static str> {
        self.dialect(dialect).map(|dialect| dialect.template)
    }

    /// Writes a selection by the author's template or our own. `more` are variables of this format alone.
    pub(super) fn write(
        &self,
        selection: &Selection,
        options: &Options,
        more: Value,
    ) -> Result<Vec<u8>, Trouble> {
        let dialect = self.dialect(options.dialect.as_deref()).ok_or_else(|| no_dialect(self, options))?;
        let (name, text) = match &options.template {
            Some(own) => (own.name.as_str(), text_of(own)?),
            None => (dialect.name, dialect.template),
        };
        let mut environment = self.environment();
        let fuel = fuel(selection);
        environment.set_fuel(Some(fuel));
        let context = Value::from(Serde(Page::of(selection, self.is_held)));
        let context = minijinja::context! { ..more, ..context };
        let rendered = environment.render_named_str(name, text, context);
        let mut page = rendered.map_err(|error| match error.kind() {
            ErrorKind::OutOfFuel => endless(&error, name, text, fuel, selection.quotes.len()),
            _ => mistake(&error, name, text),
        })?;
        if !page.ends_with('\n') {
            page.push('\n');
        }
        Ok(page.into_bytes())
    }

    fn environment(&self) -> Environment<'static> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        environment.set_recursion_limit(DEPTH);
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        let mut syntax = SyntaxConfig::builder();
        syntax.trim_blocks(true).lstrip_blocks(true);
        if !self.has_braces {
            syntax
                .block_delimiters("<%", "%>")
                .variable_delimiters("<<", ">>")
                .comment_delimiters("<#", "#>");
        }
        if let Ok(syntax) = syntax.build() {
            environment.set_syntax(syntax);
        }
        let escape = self.escape;
        environment.set_formatter(move |out, _, value| {
            if value.is_none() {
                return Ok(());
            }
            let shown = if value.is_safe() { value.to_string() } else { escape(&value.to_string()) };
            out.write_str(&shown).map_err(Error::from)
        });
        let escaped = move |value: Value| {
            let shown = if value.is_safe() { value.to_string() } else { escape(&value.to_string()) };
            Value::from_safe_string(shown)
        };
        environment.add_filter("escape", escaped);
        environment.add_filter("e", escaped);
        environment.add_filter("inner", |value: Value, language: Option<String>| {
            let language = language.and_then(|code| code.parse().ok());
            let inner = inner_marks(&value.to_string(), language).into_owned();
            if value.is_safe() { Value::from_safe_string(inner) } else { Value::from(inner) }
        });
        environment.add_filter("yaml", |value: Value| Value::from_safe_string(yaml(&value.to_string())));
        environment
            .add_filter("comment", |value: Value| Value::from_safe_string(comment(&value.to_string())));
        environment
    }
}

fn fuel(selection: &Selection) -> u64 {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let (quotes, themes) = (count(selection.quotes.len()), count(selection.themes.len()));
    let bytes = count(selection.quotes.iter().map(|quote| quote.text.len()).sum());
    // A quote stands under each of its codes.
    let shown = count(selection.themes.iter().map(|theme| theme.quotes.len()).sum()).saturating_add(quotes);
    let times = shown / quotes.max(1) + 1;
    STEPS
        .saturating_add(shown.saturating_mul(STEPS_A_QUOTE))
        .saturating_add(bytes.saturating_mul(times).saturating_mul(STEPS_A_BYTE))
        .saturating_add(quotes.saturating_mul(themes).saturating_mul(STEPS_A_PAIR))
}

fn no_dialect(target: &Target, options: &Options) -> Trouble {
    let wanted = options.dialect.as_deref().unwrap_or_default();
    let known: Vec<&str> = target.dialects.iter().map(|dialect| dialect.name).collect();
    Trouble::new(format!("no dialect `{wanted}`")).hint(format!("dialects: {}", known.join(", ")))
}

fn text_of(template: &super::Template) -> Result<&str, Trouble> {
    let text = std::str::from_utf8(&template.bytes).map_err(|_| {
        Trouble::new(format!("the template `{}` is no text in UTF-8", template.name))
            .hint("save it as UTF-8; `--print-template` shows one to start from")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Where a template was when it had taken more steps than any that ends.
fn endless(error: &Error, name: &str, text: &str, steps: u64, quotes: usize) -> Trouble {
    let at = error.line().unwrap_or(1);
    let shown = text.lines().nth(at.saturating_sub(1)).unwrap_or("").trim();
    let why = format!("stopped after {steps} steps, far more than {quotes} quotes need");
    Trouble::new(format!("{name}:{at}: {why}\n  {at} | {shown}"))
        .hint("the template goes on without end; look at its loops, and at loops within loops")
}

/// Where and why a template cannot be used, with the line.
fn mistake(error: &Error, name: &str, text: &str) -> Trouble {
    let why = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    let at = error.line().unwrap_or(1);
    let shown = text.lines().nth(at.saturating_sub(1)).unwrap_or("").trim();
    let message = format!("{name}:{at}: {why}\n  {at} | {shown}");
    let hint = match error.kind() {
        ErrorKind::UndefinedError => {
            "docs/templates.md lists what a template knows; `| default(\"\")` stands in for what may be missing"
        }
        _ => "docs/templates.md explains templates; `--print-template` shows one to start from",
    };
    Trouble::new(message).hint(hint)
}

/// A quoted scalar of YAML, which takes every string of JSON.
fn yaml(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control()
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') =>
            {
                quoted.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Words inside an HTML comment, which they cannot end.
fn comment(text: &str) -> String {
    text.replace("-->", "-- >").replace("--!>", "-- !>").replace("<!--", "< !--")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{Exporter, Template, exporter_for, sample};

    fn written(ending: &str, template: &str) -> Result<String, Trouble> {
        let name = format!("own.{ending}");
        let template = Some(Template { name, bytes: template.as_bytes().to_vec() });
        let exporter: &dyn Exporter = exporter_for(ending).unwrap();
        let bytes = exporter.write(&sample::study(), &Options { template, ..Options::default() })?;
        Ok(String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn an_author_s_template_is_escaped_for_its_format() {
        let each = "{% for quote in quotes %}\n{{ quote.speaker }}: {{ quote.text }}\n{% endfor %}\n";
        insta::assert_snapshot!(written("md", each).unwrap(), @r#"
        R3: Ge belt, ge wacht, en dan valt het weg.
        R5: Ik zei nog: \"bel mij\", maar\
        > niemand belde.
        "#);
        insta::assert_snapshot!(written("html", each).unwrap(), @r#"
        R3: Ge belt, ge wacht, en dan valt het weg.
        R5: Ik zei nog: &quot;bel mij&quot;, maar
        niemand belde.
        "#);
        let each = "<% for quote in quotes %>\n<< quote.attributes.organisation >>: << quote.text >>\n<% endfor %>\n";
        insta::assert_snapshot!(written("tex", each).unwrap(), @r#"
        Inloophuis De Kade: Ge belt, ge wacht, en dan valt het weg.
        Buurtpunt Noord: Ik zei nog: \textquotedbl{}bel mij\textquotedbl{}, maar\leavevmode\newline{}niemand belde.
        "#);
    }

    #[test]
    fn every_built_in_template_is_what_is_used() {
        for ending in ["md", "html", "tex"] {
            let exporter = exporter_for(ending).unwrap();
            let usual = exporter.write(&sample::study(), &Options::default()).unwrap();
            let own = exporter.built_in_template(None).unwrap();
            assert_eq!(written(ending, own).unwrap().into_bytes(), usual, "{ending}");
        }
    }

    #[test]
    fn mistakes_are_shown_with_their_line() {
        let trouble = |template: &str| written("md", template).unwrap_err().message;
        insta::assert_snapshot!(trouble("# {{ title }}\n\n{{ quots[0].text }}\n"), @r#"
        own.md:3: undefined value
          3 | {{ quots[0].text }}
        "#);
        insta::assert_snapshot!(trouble("a\n{% for quote in quotes %}\n"), @r#"
        own.md:2: unexpected end of input, expected end of block
          2 | {% for quote in quotes %}
        "#);
        insta::assert_snapshot!(trouble("{{ titel }}"), @r#"
        own.md:1: undefined value
          1 | {{ titel }}
        "#);
        insta::assert_snapshot!(trouble("x\n{% include 'corpus/fg1.txt' %}"), @r#"
        own.md:2: unknown statement include
          2 | {% include 'corpus/fg1.txt' %}
        "#);
    }

    /// The sample, with each quote many times.
    fn large() -> Selection {
        let small = sample::study();
        let quotes: Vec<_> = small.quotes.iter().cycle().take(small.quotes.len() * 500).cloned().collect();
        sample::selection(quotes)
    }

    #[test]
    fn a_template_that_does_not_end_is_stopped_soon() {
        let loops = "{% for a in range(9999) %}{% for b in range(9999) %}";
        for inner in ["x", "{{ quotes[0].text }}", "{{ quotes | map(attribute='text') | join('-') }}"] {
            let template = format!("{loops}{inner}{{% endfor %}}{{% endfor %}}");
            let began = std::time::Instant::now();
            let trouble = written("md", &template).unwrap_err();
            assert!(trouble.message.contains("own.md:1: stopped after 1"), "{}", trouble.message);
            assert!(trouble.hint.unwrap().contains("without end"));
            assert!(began.elapsed().as_secs() < 2, "{inner} {:?}", began.elapsed());
        }
        // Nor does what many quotes need leave room for hours.
        assert!(fuel(&large()) < 5_000_000);
        let bytes = vec![0xff, 0xfe, 0];
        let template = Some(Template { name: "x.md".into(), bytes });
        let options = Options { template, ..Options::default() };
        assert!(exporter_for("md").unwrap().write(&sample::study(), &options).is_err());
    }

    #[test]
    fn a_template_may_look_for_the_quotes_of_each_code_itself() {
        let own = "{% for code in codes %}{% for quote in quotes if code.path in quote.codes %}\n\
            {% for part in quote.text | split(' ') %}{{ part }} {% endfor %}({{ quote.attribution }}, {{ quote.address }})\n\
            {% endfor %}{% endfor %}";
        let template = Some(Template { name: "own.md".into(), bytes: own.as_bytes().to_vec() });
        let options = Options { template, ..Options::default() };
        let exporter: &dyn Exporter = exporter_for("md").unwrap();
        assert!(exporter.write(&large(), &options).is_ok());
        for (ending, dialect) in [
            ("md", None),
            ("md", Some("marp")),
            ("md", Some("quarto")),
            ("html", None),
            ("tex", None),
            ("tex", Some("list")),
        ] {
            let options = Options { dialect: dialect.map(str::to_owned), ..Options::default() };
            assert!(exporter_for(ending).unwrap().write(&large(), &options).is_ok(), "{ending} {dialect:?}");
        }
    }
}
