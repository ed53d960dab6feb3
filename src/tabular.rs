//! Small tables that the user writes by hand or in a spreadsheet: tab-separated, UTF-8, `#` comments. Every mistake is
//! told with file and line.

use crate::{Error, Result, civil_date::CivilDate};
use std::{path::Path, rc::Rc};

/// One line of values.
#[derive(Clone, Debug)]
pub struct Line {
    /// Line number in the file, from 1.
    pub number: usize,
    columns: Rc<Vec<String>>,
    fields: Vec<String>,
}

impl Line {
    /// The value in `column`; `None` when the field is empty or the file has no such column.
    pub fn get(&self, column: &str) -> Option<&str> {
        let at = self.columns.iter().position(|c| c == column)?;
        self.fields.get(at).map(String::as_str).filter(|f| !f.is_empty())
    }
}

/// The lines of a table whose first line names its columns, which must be among `known` and hold `required`.
///
/// # Errors
/// [`Error::Line`] for text that is not UTF-8, unknown or missing columns, and lines with more fields than columns.
pub fn with_header(path: &Path, bytes: &[u8], known: &[&str], required: &str) -> Result<Vec<Line>> {
    let mut lines = lines(path, bytes)?.into_iter();
    let Some((number, header)) = lines.next() else { return Ok(vec![]) };
    let wrong = |line: usize, problem: String| Error::Line { path: path.to_path_buf(), line, problem };
    if let Some(unknown) = header.iter().find(|c| !known.contains(&c.as_str())) {
        let problem = format!("unknown column “{unknown}”; the first line names the columns: {}", known.join(", "));
        return Err(wrong(number, problem));
    }
    if !header.iter().any(|c| c == required) {
        return Err(wrong(number, format!("the column {required} is missing; are the fields divided by tabs?")));
    }
    let columns = Rc::new(header);
    lines
        // Whoever puts two tables together has it twice.
        .filter(|(_, fields)| *fields != *columns)
        .map(|(number, fields)| {
            let surplus = fields.len() > columns.len() && fields[columns.len()..].iter().any(|f| !f.is_empty());
            if surplus {
                let (has, named) = (fields.len(), columns.len());
                return Err(wrong(number, format!("{has} fields, but the first line names {named} columns")));
            }
            Ok(Line { number, columns: columns.clone(), fields })
        })
        .collect()
}

/// Lines that are neither empty nor comments, with their numbers, as trimmed fields.
///
/// # Errors
/// [`Error::Line`] when the text is not UTF-8.
pub fn lines(path: &Path, bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>> {
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let line = 1 + bytes[..e.valid_up_to()].iter().filter(|b| **b == b'\n').count();
        let problem = "is not UTF-8; save the file as UTF-8 text".into();
        Error::Line { path: path.to_path_buf(), line, problem }
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let fields = |line: &str| line.split('\t').map(|f| unquoted(f.trim())).collect::<Vec<_>>();
    let kept = (1..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty() && !l.trim_start().starts_with('#'));
    Ok(kept.map(|(number, line)| (number, fields(line))).collect())
}

/// Spreadsheets put fields that hold quotation marks or commas into quotation marks.
fn unquoted(field: &str) -> String {
    let inner = field.strip_prefix('"').and_then(|f| f.strip_suffix('"'));
    inner.map_or_else(|| field.to_owned(), |f| f.replace("\"\"", "\""))
}

/// A date as people and spreadsheets write it: `2019-03-15`, `2019/3/15`, `2019.3`, `2019`.
pub fn date(text: &str) -> Option<CivilDate> {
    let mut parts = text.split(['-', '/', '.']);
    let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    let mut next = || parts.next().map(|p| p.parse::<u8>().ok());
    let (month, day) = (next(), next());
    if parts.next().is_some() || month == Some(None) || day == Some(None) {
        return None;
    }
    CivilDate::new(Some(year), month.flatten(), day.flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_spreadsheets() {
        for (text, iso) in
            [("2019-03-15", "2019-03-15"), ("2019/3/5", "2019-03-05"), ("2019.3", "2019-03"), ("2019", "2019")]
        {
            assert_eq!(date(text).map(|d| d.to_string()).as_deref(), Some(iso));
        }
        for text in ["", "19-03-15", "2019-13", "2019-02-30", "2019-03-15-1", "2019-x", "3/15/2019"] {
            assert!(date(text).is_none(), "{text}");
        }
    }

    #[test]
    fn marks_and_endings_of_spreadsheets() {
        let read = lines(Path::new("t"), "\u{feff}a\tb\r\n\r\n# c\r\n\"x \"\"y\"\"\"\t z \r\n".as_bytes()).unwrap();
        assert_eq!(read[0], (1, vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(read[1], (4, vec!["x \"y\"".to_owned(), "z".to_owned()]));
        assert!(lines(Path::new("t"), b"a\n\xff\n").unwrap_err().to_string().starts_with("t:2:"));
    }
}
