//! `huiyao cite`: a fact, its sentence, and the document as an entry for a bibliography.

use super::{End, args, args::CiteFormat, screen};
use crate::{
    citation::{self, Cited, Entity, Missing, Quotation},
    output::{Language, visible},
    store::Archive,
};
use std::io::{self, Write};

pub(super) fn run(args: &args::Cite) -> anyhow::Result<End> {
    let archive = Archive::open_read_only(&args.archive)?;
    let cited = citation::cite(archive.connection(), &args.r#ref)?;
    let accessed = args.accessed.map(|day| day.to_string());
    let accessed = accessed.as_deref();
    let mut out = screen::stdout();
    match args.format {
        CiteFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &json(&cited, accessed)).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        CiteFormat::Gbt7714 => writeln!(out, "{}", visible(&citation::gbt7714(&cited.source, accessed)))?,
        CiteFormat::Bibtex => writeln!(out, "{}", bibtex(&cited, accessed))?,
        CiteFormat::Text => text(&mut out, &cited, accessed, args.lang)?,
    }
    out.flush()?;
    Ok(End::Fine)
}

fn json(cited: &Cited, accessed: Option<&str>) -> serde_json::Value {
    serde_json::json!({
        "ref": cited.r#ref,
        "quotations": cited.quotations,
        "entity": cited.entity,
        "document": cited.source,
        "gbt7714": citation::gbt7714(&cited.source, accessed),
        "bibtex": bibtex(cited, accessed),
        "missing": cited.source.missing(accessed),
    })
}

fn bibtex(cited: &Cited, accessed: Option<&str>) -> String {
    let fact = cited.quotations.first().map(|quotation| {
        let span = quotation.fact.span.map(|span| (span.range().start, span.range().end));
        (quotation.fact.r#ref.as_str(), span)
    });
    citation::bibtex(&cited.source, fact, accessed)
}

fn text(out: &mut dyn Write, cited: &Cited, accessed: Option<&str>, language: Language) -> io::Result<()> {
    let chinese = language == Language::Zh;
    let word = |zh: &'static str, en: &'static str| if chinese { zh } else { en };
    for quotation in &cited.quotations {
        fact(out, quotation)?;
    }
    if let Some(entity) = &cited.entity {
        belongs(out, cited, entity, accessed, word)?;
    }
    if !cited.quotations.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "GB/T 7714")?;
    writeln!(out, "  {}", visible(&citation::gbt7714(&cited.source, accessed)))?;
    writeln!(out, "\nBibTeX")?;
    for line in bibtex(cited, accessed).lines() {
        writeln!(out, "  {line}")?;
    }
    let source = &cited.source;
    let mut remarks = vec![];
    if let Some(original) = &source.duplicate_of {
        remarks.push(format!("{} {original}", word("与此文件文字相同：", "the same text as")));
    }
    if source.superseded {
        remarks.push(
            word("此为旧版，库中已有新版。", "an old version of the page: a newer one has taken its place").to_owned(),
        );
    }
    remarks.extend(source.missing(accessed).into_iter().map(|what| advice(what, chinese).to_owned()));
    if !remarks.is_empty() {
        writeln!(out, "\n{}", word("说明", "Remarks"))?;
        for remark in remarks {
            writeln!(out, "  {}", visible(&remark))?;
        }
    }
    Ok(())
}

fn fact(out: &mut dyn Write, quotation: &Quotation) -> io::Result<()> {
    let fact = &quotation.fact;
    writeln!(out, "{}  {}", fact.kind, visible(&fact.value))?;
    let span = fact.span.map(|s| format!("{}–{}", s.range().start, s.range().end));
    let parts = [Some(fact.r#ref.clone()), span, fact.rule.clone(), fact.basis.clone()];
    writeln!(out, "  {}", parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))?;
    if let Some(sentence) = &quotation.sentence {
        writeln!(out, "  {}", visible(&sentence.marked()))?;
    }
    Ok(())
}

/// The person, body or event of the fact, and every document that reports it.
fn belongs(
    out: &mut dyn Write,
    cited: &Cited,
    entity: &Entity,
    accessed: Option<&str>,
    word: impl Fn(&'static str, &'static str) -> &'static str,
) -> io::Result<()> {
    let kind = match entity.kind.as_str() {
        "official" => word("人物", "person"),
        "unit" => word("机构", "body"),
        _ => word("会议", "event"),
    };
    let documents = word("篇报道", if entity.reports.len() == 1 { "report" } else { "reports" });
    writeln!(out, "\n{kind}  {} ({}) · {} {documents}", visible(&entity.name), entity.key, entity.reports.len())?;
    for (n, report) in entity.reports.iter().enumerate().filter(|(_, r)| r.r#ref != cited.r#ref) {
        writeln!(out, "  [{}] {}", n + 1, visible(&citation::gbt7714(&report.source, accessed)))?;
        writeln!(out, "      {} · {}", report.r#ref, visible(&report.sentence.marked()))?;
    }
    Ok(())
}

/// What to do about a piece of the citation that the document does not give.
fn advice(missing: Missing, chinese: bool) -> &'static str {
    match (missing, chinese) {
        (Missing::Title, true) => "文献未印标题：以首句代题，置于方括号内。",
        (Missing::Title, false) => "no headline is printed: the first words stand for it, in square brackets",
        (Missing::Publisher, true) => "文献未载发布者：查原网页“来源”后补于题名之后；查不到则从缺。",
        (Missing::Publisher, false) => {
            "no publisher is printed: look for 来源 on the page and put it after the title, or leave it out"
        }
        (Missing::Published, true) => "文献未载发布日期：查得后置于圆括号内；会议日期不是发布日期，不可代用。",
        (Missing::Published, false) => {
            "no date of publication is printed: put it in round brackets if you find it; the day of the meeting is another thing"
        }
        (Missing::Url, true) => "文献未载网址：以存档文件及 SHA-256 代之；查得网址后以网址为准。",
        (Missing::Url, false) => {
            "no address is printed: the archived file and its SHA-256 stand for it; prefer the address if you find it"
        }
        (Missing::Retrieved, true) => "引用日期不详：以 --accessed 日期 给出您查看网页之日，置于方括号内。",
        (Missing::Retrieved, false) => {
            "it is not known when the page was fetched: give the day on which you looked at it with --accessed DATE"
        }
    }
}
