//! `huiyao audit`: a sample to judge by hand, its precision, and draft corrections for what is wrong.

use super::{End, args, screen};
use crate::{
    audit::{self, Judged, Row, Verdict},
    corrections::COLUMNS,
    output::{Column, Format, Rows},
    store::Archive,
};
use rusqlite::types::Value;
use std::{fs::File, io::Write, path::Path};

pub(super) fn run(args: &args::Audit) -> anyhow::Result<End> {
    match &args.step {
        args::AuditStep::Draw(args) => draw(args),
        args::AuditStep::Score(args) => score(args),
        args::AuditStep::Fix(args) => fix(args),
    }
}

fn draw(args: &args::AuditDraw) -> anyhow::Result<End> {
    let archive = Archive::open_read_only(&args.archive)?;
    let rows = match args.documents {
        Some(size) => audit::documents(archive.connection(), size, args.seed)?,
        None => audit::facts(archive.connection(), args.size, args.seed)?,
    };
    if rows.is_empty() {
        screen::say("The archive holds nothing to judge.");
        return Ok(End::Nothing);
    }
    let workbook = |p: &Path| p.extension().is_some_and(|e| e.eq_ignore_ascii_case("xlsx"));
    match &args.output {
        Some(path) => {
            let format = if workbook(path) { Format::Xlsx } else { Format::Tsv };
            // Excel knows UTF-8 by the mark.
            audit::write(&rows, &mut File::create(path)?, format, true)?;
            let fill =
                if args.documents.is_some() { "`wrong` and `missed`" } else { "`verdict` (right, wrong, unsure)" };
            screen::say(format_args!("{} rows in {}. Fill in {fill}.", rows.len(), path.display()));
        }
        None => {
            let mut out = screen::stdout();
            audit::write(&rows, &mut out, Format::Tsv, false)?;
            out.flush()?;
        }
    }
    Ok(End::Fine)
}

fn score(args: &args::AuditScore) -> anyhow::Result<End> {
    let judged = audit::read(&args.table)?;
    let documents = judged.iter().any(|j| j.row.found.is_some());
    let counts = if documents { recall(args, &judged)? } else { precision(args, &judged)? };
    if counts == 0 {
        screen::say("No row is filled in yet.");
        return Ok(End::Nothing);
    }
    let open = judged.iter().filter(|j| j.verdict.is_none() && j.counted.is_none()).count();
    if open > 0 {
        screen::say(format_args!("{open} of {} rows are not judged yet.", judged.len()));
    }
    Ok(End::Fine)
}

fn precision(args: &args::AuditScore, judged: &[Judged]) -> anyhow::Result<usize> {
    let columns = ["kind", "rule", "judged", "right", "unsure", "precision", "low", "high"];
    let told: Vec<_> =
        audit::precision(judged).into_iter().filter(|p| p.judged > 0 && (args.rules || p.rule.is_empty())).collect();
    let mut out = screen::stdout();
    let mut rows = Rows::begin(&mut out, args.output.style(), columns.map(Column::plain).to_vec())?;
    for p in &told {
        rows.row(&[
            Value::Text(p.kind.clone()),
            Value::Text(p.rule.clone()),
            Value::Integer(p.judged.into()),
            Value::Integer(p.right.into()),
            Value::Integer(p.unsure.into()),
            share(p.share),
            share(p.interval.map(|i| i.0)),
            share(p.interval.map(|i| i.1)),
        ])?;
    }
    rows.end()?;
    out.flush()?;
    Ok(told.len())
}

fn recall(args: &args::AuditScore, judged: &[Judged]) -> anyhow::Result<usize> {
    let columns = ["kind", "documents", "right", "wrong", "missed", "recall", "low", "high"];
    let told = audit::recall(judged);
    let mut out = screen::stdout();
    let mut rows = Rows::begin(&mut out, args.output.style(), columns.map(Column::plain).to_vec())?;
    for r in &told {
        rows.row(&[
            Value::Text(r.kind.clone()),
            Value::Integer(r.documents.into()),
            Value::Integer(r.right.into()),
            Value::Integer(r.wrong.into()),
            Value::Integer(r.missed.into()),
            share(r.share),
            share(r.interval.map(|i| i.0)),
            share(r.interval.map(|i| i.1)),
        ])?;
    }
    rows.end()?;
    out.flush()?;
    Ok(told.len())
}

/// Three places, as text: a share of 1 is 1.000 in every format.
fn share(x: Option<f64>) -> Value {
    x.map_or(Value::Null, |x| Value::Text(format!("{x:.3}")))
}

/// A line `wrong` for every fact that was judged wrong, held against what it says, with the comment as its note.
fn fix(args: &args::AuditFix) -> anyhow::Result<End> {
    let judged = audit::read(&args.table)?;
    let wrong: Vec<&Judged> = judged.iter().filter(|j| j.verdict == Some(Verdict::Wrong)).collect();
    if wrong.is_empty() {
        screen::say("No row has the verdict `wrong`.");
        return Ok(End::Nothing);
    }
    let mut out = screen::stdout();
    // Behind other corrections the line that names the columns may stand again.
    writeln!(out, "{}", COLUMNS.join("\t"))?;
    for fact in &wrong {
        let Row { kind, document, r#ref, .. } = &fact.row;
        writeln!(out, "# {}", field(&format!("{kind} {document}")))?;
        let was = fact.row.says().map(field).unwrap_or_default();
        writeln!(out, "{}", ["wrong", r#ref, "", &was, &field(&fact.comment)].join("\t").trim_end())?;
    }
    out.flush()?;
    screen::say(format_args!("{} facts; try them with huiyao build … --corrections FILE --dry-run.", wrong.len()));
    Ok(End::Fine)
}

/// Without what would end a field or a line.
fn field(text: &str) -> String {
    crate::output::visible(&text.replace(['\t', '\n', '\r'], " ")).trim().to_owned()
}
