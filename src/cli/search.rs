//! `huiyao search`: words in the texts.

use super::{End, args, screen};
use crate::{
    output::{Column, Format, Language, Rows, visible},
    search::{self, Context, DocumentHit, QuoteHit, Request, Words},
    store::Archive,
};
use anstyle::{AnsiColor, Style};
use rusqlite::types::Value;
use std::io::{self, Write};

pub(super) fn run(args: &args::Search) -> anyhow::Result<End> {
    let archive = Archive::open_read_only(&args.archive)?;
    let text = args.text.join(" ");
    let words = if args.literal { Words::literally(&text) } else { Words::parse(&text) };
    if words.is_empty() {
        screen::say("Nothing to look for: give at least one character.");
        return Ok(End::Nothing);
    }
    let request = Request {
        words,
        place: args.place.clone(),
        from: args.from,
        to: args.to,
        speaker: args.speaker.clone(),
        limit: args.limit,
        width: args.width,
    };
    let mut out = screen::stdout();
    let found = if args.quotes {
        quotes(&mut out, &search::quotes(archive.connection(), &request)?, args.output)?
    } else if args.kwic {
        lines(&mut out, &search::keyword_in_context(archive.connection(), &request)?, args.output)?
    } else {
        documents(&mut out, &search::documents(archive.connection(), &request)?, args.output)?
    };
    out.flush()?;
    if found == 0 {
        screen::say("Nothing found.");
        return Ok(End::Nothing);
    }
    if found == args.limit {
        screen::say(format_args!("The first {found} hits; --limit 0 gives all."));
    }
    Ok(End::Fine)
}

fn documents(out: &mut dyn Write, hits: &[DocumentHit], output: args::Output) -> anyhow::Result<usize> {
    if output.format.is_some() {
        let columns = [
            ("document_id", "编号"),
            ("path", "文件"),
            ("title", "标题"),
            ("date", "日期"),
            ("span_start", "起"),
            ("span_end", "止"),
            ("context", "上下文"),
            ("occurrences", "次数"),
            ("rank", "相关度"),
        ];
        let row = |hit: &DocumentHit| {
            vec![
                Value::Integer(hit.document_id),
                Value::Text(hit.path.clone()),
                text(&hit.title),
                text(&hit.date),
                Value::Integer(hit.context.span.start.into()),
                Value::Integer(hit.context.span.end.into()),
                Value::Text(marked(&hit.context)),
                Value::Integer(hit.occurrences.try_into().unwrap_or(i64::MAX)),
                Value::Real((hit.rank * 1000.0).round() / 1000.0),
            ]
        };
        return Ok(rows(out, output, &columns, hits.iter().map(row))?);
    }
    let paint = Paint::new();
    for hit in hits {
        let title = hit.title.as_deref().unwrap_or(&hit.path);
        writeln!(out, "{}{}{:#}  {}", paint.title, visible(title), paint.title, hit.date.as_deref().unwrap_or(""))?;
        writeln!(out, "  {}", paint.context(&hit.context))?;
        let times = if hit.occurrences == 1 { "once".into() } else { format!("{} times", hit.occurrences) };
        let Context { span, .. } = &hit.context;
        writeln!(
            out,
            "  {}{} · {} · {}–{} · {times}{:#}",
            paint.faint,
            hit.document_id,
            visible(&hit.path),
            span.start,
            span.end,
            paint.faint
        )?;
    }
    Ok(hits.len())
}

fn quotes(out: &mut dyn Write, hits: &[QuoteHit], output: args::Output) -> anyhow::Result<usize> {
    if output.format.is_some() {
        let columns = [
            ("ref", "引用号"),
            ("document_id", "编号"),
            ("path", "文件"),
            ("speaker", "讲话人"),
            ("posts", "职务"),
            ("place", "地区"),
            ("held_on", "日期"),
            ("cue", "引述动词"),
            ("span_start", "起"),
            ("span_end", "止"),
            ("context", "上下文"),
        ];
        let row = |hit: &QuoteHit| {
            vec![
                Value::Text(hit.r#ref.clone()),
                Value::Integer(hit.document_id),
                Value::Text(hit.path.clone()),
                text(&hit.speaker),
                text(&hit.posts),
                text(&hit.place),
                text(&hit.held_on),
                Value::Text(hit.cue.clone()),
                Value::Integer(hit.context.span.start.into()),
                Value::Integer(hit.context.span.end.into()),
                Value::Text(marked(&hit.context)),
            ]
        };
        return Ok(rows(out, output, &columns, hits.iter().map(row))?);
    }
    let paint = Paint::new();
    for hit in hits {
        let facts = [&hit.posts, &hit.place, &hit.held_on].into_iter().flatten();
        let about: Vec<&str> = facts.map(String::as_str).collect();
        let speaker = hit.speaker.as_deref().unwrap_or("?");
        writeln!(
            out,
            "{}{}{:#} {}  {}",
            paint.title,
            visible(speaker),
            paint.title,
            hit.cue,
            visible(&about.join(" · "))
        )?;
        writeln!(out, "  {}", paint.context(&hit.context))?;
        writeln!(
            out,
            "  {}{} · {} · {}–{}{:#}",
            paint.faint,
            hit.r#ref,
            visible(&hit.path),
            hit.context.span.start,
            hit.context.span.end,
            paint.faint
        )?;
    }
    Ok(hits.len())
}

fn lines(out: &mut dyn Write, hits: &[DocumentHit], output: args::Output) -> anyhow::Result<usize> {
    let columns = [
        ("document_id", "编号"),
        ("left", "左"),
        ("hit", "中"),
        ("right", "右"),
        ("path", "文件"),
        ("date", "日期"),
        ("span_start", "起"),
        ("span_end", "止"),
    ];
    let row = |hit: &DocumentHit| {
        let Context { span, left, hit: word, right } = hit.context.clone();
        vec![
            Value::Integer(hit.document_id),
            Value::Text(left),
            Value::Text(word),
            Value::Text(right),
            Value::Text(hit.path.clone()),
            text(&hit.date),
            Value::Integer(span.start.into()),
            Value::Integer(span.end.into()),
        ]
    };
    Ok(rows(out, output, &columns, hits.iter().map(row))?)
}

fn text(value: &Option<String>) -> Value {
    value.clone().map_or(Value::Null, Value::Text)
}

fn marked(context: &Context) -> String {
    format!("{}【{}】{}", context.left, context.hit, context.right)
}

fn rows(
    out: &mut dyn Write,
    output: args::Output,
    columns: &[(&str, &str)],
    rows: impl Iterator<Item = Vec<Value>>,
) -> io::Result<usize> {
    let chinese = output.lang == Some(Language::Zh);
    let column = |&(name, zh): &(&str, &str)| Column {
        flush_right: name == "left",
        ..Column::headed(name, if chinese { zh } else { name })
    };
    let style = crate::output::Style { format: output.format.unwrap_or(Format::Table), ..output.style() };
    let mut printed = Rows::begin(out, style, columns.iter().map(column).collect())?;
    for row in rows {
        printed.row(&row)?;
    }
    Ok(usize::try_from(printed.end()?).unwrap_or(usize::MAX))
}

/// Colours of the listing; none where the terminal has none.
struct Paint {
    title: Style,
    hit: Style,
    faint: Style,
    brackets: bool,
}

impl Paint {
    fn new() -> Self {
        if screen::colours() {
            let hit = AnsiColor::Red.on_default().bold();
            Self { title: Style::new().bold(), hit, faint: Style::new().dimmed(), brackets: false }
        } else {
            Self { title: Style::new(), hit: Style::new(), faint: Style::new(), brackets: true }
        }
    }

    fn context(&self, context: &Context) -> String {
        if self.brackets {
            return visible(&marked(context));
        }
        let Context { left, hit, right, .. } = context;
        format!("{}{}{}{:#}{}", visible(left), self.hit, visible(hit), self.hit, visible(right))
    }
}
