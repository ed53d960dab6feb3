//! `.xlsx`: the cells of the first sheet, as the text that stands in them.
//!
//! Read are the forms in which Excel, WPS, LibreOffice and [`crate::output`] write a cell: shared strings, inline strings,
//! numbers, truth values, results of formulas. Not read: formats, so a cell that a program turned into a day is a number.

use super::docx::push_text;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Bytes of a sheet or of the strings, unpacked; a table that people fill in by hand is far smaller.
const LONGEST_PART: u64 = 256 << 20;
/// Columns of Excel; a cell that claims to stand further right is passed over.
const COLUMNS: usize = 16_384;

/// The rows of the first sheet, empty ones too.
///
/// # Errors
/// What is wrong with the file.
pub fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| format!("no Excel workbook: {e}"))?;
    let strings = part(&mut archive, "xl/sharedStrings.xml")?.unwrap_or_default();
    let sheet = part(&mut archive, "xl/worksheets/sheet1.xml")?.ok_or("no Excel workbook: it has no first sheet")?;
    Ok(cells(&sheet, &shared(&strings)))
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, String> {
    let Ok(part) = archive.by_name(name) else { return Ok(None) };
    let mut xml = Vec::new();
    part.take(LONGEST_PART).read_to_end(&mut xml).map_err(|e| format!("a damaged workbook: {e}"))?;
    Ok(Some(String::from_utf8_lossy(&xml).into_owned()))
}

/// A tag, with the text before it.
struct Tag<'a> {
    text: &'a str,
    closes: bool,
    name: &'a str,
    attributes: &'a str,
    /// `<t/>`: opened and closed in one.
    empty: bool,
}

/// Reads tags alone; what is not well-formed ends the reading.
fn tags(xml: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut rest = xml;
    std::iter::from_fn(move || {
        let (text, after) = rest.split_once('<')?;
        let (tag, after) = after.split_once('>')?;
        rest = after;
        let empty = tag.ends_with('/');
        let inner = tag.trim_start_matches('/').trim_end_matches('/');
        let (name, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        // Some programs name the namespace: <x:row>.
        let name = name.rsplit_once(':').map_or(name, |(_, name)| name);
        Some(Tag { text, closes: tag.starts_with('/'), name, attributes, empty })
    })
}

impl Tag<'_> {
    fn attribute(&self, name: &str) -> Option<&str> {
        let mut parts = self.attributes.split('"');
        while let (Some(before), Some(value)) = (parts.next(), parts.next()) {
            if before.trim_end_matches('=').trim() == name {
                return Some(value);
            }
        }
        None
    }
}

/// Strings by number. Runs of one string are put together; readings of it (`rPh`) are none of it.
fn shared(xml: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let (mut text, mut reading) = (String::new(), false);
    for tag in tags(xml) {
        match (tag.closes, tag.name) {
            (closes, "rPh") => reading = !closes,
            (true, "t") if !reading => push_text(tag.text, &mut text),
            (closes, "si") if closes || tag.empty => strings.push(std::mem::take(&mut text)),
            _ => {}
        }
    }
    strings
}

fn cells(xml: &str, shared: &[String]) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let (mut kind, mut column, mut text) = (String::new(), 0, String::new());
    for tag in tags(xml) {
        match (tag.closes, tag.name) {
            (false, "row") => rows.push(Vec::new()),
            (false, "c") if !tag.empty => {
                kind = tag.attribute("t").unwrap_or("n").to_owned();
                column = tag.attribute("r").map_or(rows.last().map_or(0, Vec::len), column_of);
                text.clear();
            }
            (true, "v" | "t") => push_text(tag.text, &mut text),
            (true, "c") => {
                let Some(row) = rows.last_mut().filter(|_| column < COLUMNS) else { continue };
                row.resize(row.len().max(column + 1), String::new());
                row[column] = match kind.as_str() {
                    "s" => text.trim().parse::<usize>().ok().and_then(|n| shared.get(n)).cloned().unwrap_or_default(),
                    _ => text.clone(),
                };
            }
            _ => {}
        }
    }
    rows
}

/// From 0: `A7` is 0, `AB7` 27.
fn column_of(reference: &str) -> usize {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase).take(4);
    letters.fold(0, |sum, letter| sum * 26 + usize::from(letter - b'A') + 1).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_every_form() {
        let strings = shared(
            "<sst><si><t>verdict</t></si><si><r><t>云岭</t></r><r><t xml:space=\"preserve\">县 &amp; 乡</t></r>\
             <rPh><t>yun</t></rPh></si><si/></sst>",
        );
        assert_eq!(strings, ["verdict", "云岭县 & 乡", ""]);
        let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row>\
             <row r=\"2\"/><row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>对</t></is></c><c r=\"C3\" s=\"1\"/><c r=\"D3\"><v>1.5</v></c>\
             <c r=\"ZZZZ3\"><v>9</v></c><c r=\"E3\" t=\"str\"><f>A1&amp;\"\"</f><v>x</v></c></row></sheetData></worksheet>";
        let rows = cells(sheet, &strings);
        assert_eq!(rows[0], ["verdict", "", "云岭县 & 乡"]);
        assert!(rows[1].is_empty());
        assert_eq!(rows[2], ["", "对", "", "1.5", "x"]);
    }

    #[test]
    fn columns_are_counted_by_letters() {
        assert_eq!([column_of("A1"), column_of("Z9"), column_of("AB12"), column_of("7")], [0, 25, 27, 0]);
    }

    #[test]
    fn what_is_no_workbook_is_told() {
        assert!(rows(b"verdict\tkind").unwrap_err().contains("no Excel workbook"));
    }
}
