//! Templates: those compiled in, and the user's own files of the same names in their place.
//!
//! What a document says is text and nothing else: every value is escaped, in `.html` for HTML, in `.md` for Markdown
//! (where `<` could begin a tag and `*` an emphasis). Only what the program itself has drawn is marked safe.

use crate::{Error, Result, output::markdown_cell};
use minijinja::{
    AutoEscape, Environment, UndefinedBehavior, Value,
    syntax::SyntaxConfig,
    value::{Rest, Serde, ValueKind},
};
use serde::Serialize;
use std::{borrow::Cow, fs, path::Path};

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        /// Name and text of the templates that come with the program.
        pub const EMBEDDED: &[(&str, &str)] = &[$(($name, include_str!(concat!("templates/", $name)))),*];
    };
}

embedded![
    "base.html",
    "chronicle.html",
    "chronicle.md",
    "meeting.html",
    "meeting.md",
    "notes.html",
    "notes.md",
    "official.html",
    "official.md",
    "parts.html",
    "parts.md",
    "place.html",
    "place.md",
    "quality.html",
    "quality.md",
    "quotes.html",
    "quotes.md",
    "sheet.html",
    "sheet.md",
    "style.css",
];

/// The templates of a run.
pub struct Templates {
    environment: Environment<'static>,
}

impl Templates {
    /// The embedded templates; a file of `folder` replaces the one of its name, further files may be included.
    ///
    /// # Errors
    /// [`Error::Io`] for the folder or a file, [`Error::Request`] for a template that can't be read.
    pub fn new(folder: Option<&Path>) -> Result<Self> {
        let mut environment = Environment::new();
        environment.set_syntax(syntax()?);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(escaping);
        environment.set_formatter(|out, state, value| match state.auto_escape() {
            AutoEscape::Custom(_) if !value.is_safe() && value.kind() == ValueKind::String => {
                Ok(out.write_str(&markdown_text(value.as_str().unwrap_or_default()))?)
            }
            AutoEscape::Custom(_) => Ok(write!(out, "{value}")?),
            _ => minijinja::escape_formatter(out, state, value),
        });
        environment.add_filter("fill", fill);
        environment.add_filter("lines", |text: &str| text.lines().map(str::to_owned).collect::<Vec<String>>());
        for (name, text) in EMBEDDED {
            environment.add_template(name, text).map_err(|e| broken(name, &e))?;
        }
        for (name, text) in own(folder)? {
            let shown = name.clone();
            environment.add_template_owned(name, text).map_err(|e| broken(&shown, &e))?;
        }
        Ok(Self { environment })
    }

    /// The text of a report.
    ///
    /// # Errors
    /// [`Error::Request`] naming the template and the line.
    pub fn render(&self, name: &str, content: &impl Serialize) -> Result<String> {
        let template = self.environment.get_template(name).map_err(|e| broken(name, &e))?;
        template.render(Serde(content)).map_err(|e| broken(name, &e))
    }
}

fn syntax() -> Result<SyntaxConfig> {
    SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()
        .map_err(|e| broken("syntax", &e))
}

/// Files of the user's folder, by name.
fn own(folder: Option<&Path>) -> Result<Vec<(String, String)>> {
    let Some(folder) = folder else { return Ok(vec![]) };
    let mut files = vec![];
    for entry in fs::read_dir(folder).map_err(|e| Error::io(folder, e))? {
        let path = entry.map_err(|e| Error::io(folder, e))?.path();
        if path.extension().is_some_and(|x| x == "html" || x == "md" || x == "css") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push((name, fs::read_to_string(&path).map_err(|e| Error::io(&path, e))?));
        }
    }
    files.sort();
    if files.is_empty() {
        let names: Vec<&str> = EMBEDDED.iter().map(|(name, _)| *name).collect();
        return Err(Error::Request(format!(
            "{}: no template there. `huiyao report --copy-templates {}` puts the shipped ones there to start from: {}.",
            folder.display(),
            folder.display(),
            names.join(", ")
        )));
    }
    Ok(files)
}

/// Writes the embedded templates into a folder, where none of them may stand yet.
///
/// # Errors
/// [`Error::Io`]; [`Error::Request`] when a file of that name is there.
pub fn copy_templates(folder: &Path) -> Result<()> {
    if let Some((name, _)) = EMBEDDED.iter().find(|(name, _)| folder.join(name).exists()) {
        return Err(Error::Request(format!("{} exists and is left as it is.", folder.join(name).display())));
    }
    fs::create_dir_all(folder).map_err(|e| Error::io(folder, e))?;
    for (name, text) in EMBEDDED {
        fs::write(folder.join(name), text).map_err(|e| Error::io(folder.join(name), e))?;
    }
    Ok(())
}

fn escaping(name: &str) -> AutoEscape {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("md") => AutoEscape::Custom("markdown".into()),
        Some("css") => AutoEscape::None,
        _ => AutoEscape::Html,
    }
}

/// Text that is no Markdown, wherever it comes to stand.
fn markdown_text(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c.is_ascii_punctuation() || c.is_control()) {
        return Cow::Borrowed(text);
    }
    let text = markdown_cell(text);
    // At the beginning of a line these open headings, lists, quotations.
    match text.chars().next() {
        Some('#' | '+' | '-' | '>' | '~' | '=') => Cow::Owned(format!("\\{text}")),
        _ => Cow::Owned(text),
    }
}

fn broken(name: &str, error: &minijinja::Error) -> Error {
    let line = error.line().map_or(String::new(), |n| format!(", line {n}"));
    let file = error.name().unwrap_or(name);
    let cause = std::error::Error::source(error).map_or(String::new(), |e| format!(": {e}"));
    let detail = error.detail().map_or(String::new(), |d| format!(" ({d})"));
    Error::Request(format!("Template {file}{line}: {}{detail}{cause}", error.kind()))
}

/// `words|fill(a, b)`: each `{}` replaced by the next value.
fn fill(words: &str, values: Rest<Value>) -> String {
    let mut parts = words.split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut values = values.iter();
    for part in parts {
        text.push_str(&values.next().map_or(String::new(), ToString::to_string));
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_static_list_holds_every_template() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report/templates");
        let mut files: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        files.sort();
        let listed: Vec<&str> = EMBEDDED.iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, files);
    }

    #[test]
    fn markdown_stays_text() {
        assert_eq!(markdown_text("# <script>*a*"), "\\# &lt;script>\\*a\\*");
        assert_eq!(markdown_text("沈砚秋"), "沈砚秋");
    }
}
