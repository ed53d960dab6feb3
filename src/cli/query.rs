//! `huiyao query`: the canned queries.

use super::{End, args, screen};
use crate::{
    Error,
    output::{Column, Language, Rows, Style},
    query::{CannedQuery, Catalogue, Choice, Outcome, Sink, UNDATED_AT_MOST, choices, run as ask},
    store::Archive,
};
use clap::CommandFactory;
use rusqlite::{Connection, types::Value};
use std::{
    io::{self, Write},
    path::Path,
};

pub(super) fn run(args: &args::Query) -> anyhow::Result<End> {
    let mut catalogue = Catalogue::shipped()?;
    if let Some(folder) = &args.queries {
        catalogue.add_folder(folder)?;
    }
    match (args.positional.as_slice(), args.help) {
        ([], true) => command_help(),
        ([archive, name], true) => explain(catalogue.find(name)?, Some(Path::new(archive))),
        ([name], true) => explain(catalogue.find(name)?, None),
        (_, true) => command_help(),
        _ if args.list => list(&catalogue, args.output),
        ([archive, name], false) => answer(args, Path::new(archive), catalogue.find(name)?),
        ([only], false) => Err(incomplete(only, &catalogue).into()),
        _ => list(&catalogue, args.output),
    }
}

fn command_help() -> anyhow::Result<End> {
    let mut command = args::Huiyao::command();
    // Built, so that the usage line knows the whole name.
    command.build();
    if let Some(query) = command.find_subcommand_mut("query") {
        write!(screen::stdout(), "{}", query.render_long_help())?;
    }
    Ok(End::Fine)
}

fn incomplete(only: &str, catalogue: &Catalogue) -> Error {
    if catalogue.find(only).is_ok() {
        return Error::Request(format!(
            "Which archive? `huiyao query ARCHIVE {only}`, or `huiyao query {only} --help`."
        ));
    }
    if Path::new(only).exists() {
        return Error::Request(format!(
            "Which query? `huiyao query {only} NAME`; `huiyao query --list` shows them all."
        ));
    }
    match catalogue.find(only) {
        Err(error) => error,
        Ok(_) => Error::Request("Give an archive and the name of a query.".into()),
    }
}

fn list(catalogue: &Catalogue, output: args::Output) -> anyhow::Result<End> {
    let chinese = output.lang == Some(Language::Zh);
    let column = |name: &str, zh: &str| Column::headed(name, if chinese { zh } else { name });
    let columns = vec![
        column("name", "名称"),
        column("name_zh", "中文名"),
        column("answers", "回答"),
        column("parameters", "参数"),
    ];
    let mut out = screen::stdout();
    let mut rows = Rows::begin(&mut out, output.style(), columns)?;
    for query in catalogue.iter() {
        let parameters: Vec<&str> = query.parameters.iter().map(|p| p.name.as_str()).collect();
        rows.row(&[
            Value::Text(query.name.clone()),
            query.name_zh.clone().map_or(Value::Null, Value::Text),
            Value::Text(query.title.clone()),
            Value::Text(parameters.join(", ")),
        ])?;
    }
    rows.end()?;
    Ok(End::Fine)
}

/// Choices that help lists.
const CHOICES: usize = 100;

/// Explains a query; with an archive also what that has to choose from.
fn explain(query: &CannedQuery, archive: Option<&Path>) -> anyhow::Result<End> {
    let mut out = screen::stdout();
    writeln!(out, "{} {}", query.name, query.name_zh.as_deref().unwrap_or_default())?;
    for text in [&query.title, &query.description] {
        if !text.is_empty() {
            writeln!(out, "{text}")?;
        }
    }
    writeln!(out, "\nUsage: huiyao query ARCHIVE {} [-p KEY VALUE]…", query.name)?;
    if !query.parameters.is_empty() {
        writeln!(out, "\nParameters")?;
        let rows = query.parameters.iter().map(|p| {
            let default = if p.default.is_empty() { String::new() } else { format!("= {}", p.default) };
            [p.name.clone(), p.kind.word(), default, p.help.clone()]
        });
        aligned(&mut out, rows.collect())?;
        if let Some(archive) = archive {
            list_choices(&mut out, query, archive)?;
        }
    }
    if !query.columns.is_empty() {
        writeln!(out, "\nColumns")?;
        let rows = query.columns.iter().map(|c| [c.name.clone(), c.name_zh.clone(), String::new(), c.help.clone()]);
        aligned(&mut out, rows.collect())?;
    }
    out.flush()?;
    Ok(End::Fine)
}

fn list_choices(out: &mut dyn Write, query: &CannedQuery, archive: &Path) -> anyhow::Result<()> {
    let archive = Archive::open_read_only(archive)?;
    for parameter in &query.parameters {
        let Some(choices) = choices(archive.connection(), query, parameter)? else { continue };
        writeln!(out, "\n{} in this archive", parameter.name)?;
        let row = |c: Choice| [c.value, c.meaning.unwrap_or_default(), String::new(), String::new()];
        aligned(out, choices.into_iter().take(CHOICES).map(row).collect())?;
    }
    Ok(())
}

/// Writes rows in columns that take East Asian widths into account.
fn aligned(out: &mut dyn Write, rows: Vec<[String; 4]>) -> io::Result<()> {
    use unicode_width::UnicodeWidthStr;
    let wide = |i: usize| rows.iter().map(|r| r[i].width()).max().unwrap_or(0);
    let widths = [wide(0), wide(1), wide(2)];
    for row in &rows {
        let mut line = String::from("  ");
        for (cell, width) in row.iter().zip(widths).filter(|(_, width)| *width > 0) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width - cell.width() + 2));
        }
        line.push_str(&row[3]);
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn answer(args: &args::Query, archive: &Path, query: &CannedQuery) -> anyhow::Result<End> {
    let archive = Archive::open_read_only(archive)?;
    let given = args::pairs(&args.param);
    let mut out = screen::stdout();
    let outcome = {
        let mut printer = Printer { out: Some(&mut out), style: args.output.style(), rows: None };
        let outcome = ask(archive.connection(), query, &given, args.output.lang, &mut printer)?;
        if let Some(rows) = printer.rows {
            rows.end()?;
        }
        outcome
    };
    out.flush()?;
    remark(archive.connection(), &outcome, &given);
    Ok(if outcome.rows == 0 { End::Nothing } else { End::Fine })
}

fn remark(connection: &Connection, outcome: &Outcome, given: &[(String, String)]) {
    if outcome.rows == 0 {
        screen::say("Nothing found.");
        for (_, place) in given.iter().filter(|(key, place)| key == "place" && !place.is_empty()) {
            if !known(connection, place) {
                screen::say(format_args!("This archive knows no division called “{place}”."));
            }
        }
    }
    if outcome.cut {
        screen::say(format_args!("Stopped at {} rows; `-p limit 0` gives all.", outcome.rows));
    }
    if outcome.undated > 0 {
        let many = if outcome.undated == UNDATED_AT_MOST { " or more" } else { "" };
        screen::say(format_args!(
            "{}{many} rows without a known year were left out; `-p undated with` includes them, `-p undated only` shows them.",
            outcome.undated
        ));
    }
}

/// Whether the archive has a division, or a meeting in a place, of that name or code. When it can't be told, yes.
fn known(connection: &Connection, place: &str) -> bool {
    let sql = "select exists (select 1 from division_names where ?1 in (code, name, full_name, substr(name, 1, length(name) - 1)))
        or exists (select 1 from meeting_reports where place = ?1)";
    connection.query_row(sql, [crate::search::simplified(place)], |row| row.get(0)).unwrap_or(true)
}

/// Prints rows as they come.
struct Printer<'w> {
    out: Option<&'w mut dyn Write>,
    style: Style,
    rows: Option<Rows<'w>>,
}

impl Sink for Printer<'_> {
    fn columns(&mut self, columns: Vec<Column>) -> io::Result<()> {
        if let Some(out) = self.out.take() {
            self.rows = Some(Rows::begin(out, self.style, columns)?);
        }
        Ok(())
    }

    fn row(&mut self, cells: &[Value]) -> io::Result<()> {
        self.rows.as_mut().map_or(Ok(()), |rows| rows.row(cells))
    }
}
