//! `huiyao report`: a report as Markdown or one HTML file.

use super::{End, args, screen};
use crate::{Error, report, store::Archive};
use clap::{ValueEnum, builder::PossibleValue};
use std::{fs, io::Write};

pub(super) fn run(args: &args::Report) -> anyhow::Result<End> {
    if let Some(folder) = &args.copy_templates {
        report::copy_templates(folder)?;
        screen::say(format_args!(
            "{} templates in {}; change what you like, remove the others, and give --templates {}.",
            report::EMBEDDED.len(),
            folder.display(),
            folder.display()
        ));
        return Ok(End::Fine);
    }
    let (Some(path), Some(name)) = (&args.archive, args.report) else {
        let names: Vec<_> = report::Name::value_variants().iter().filter_map(ValueEnum::to_possible_value).collect();
        let names: Vec<&str> = names.iter().map(PossibleValue::get_name).collect();
        return Err(Error::Request(format!("Which report? It may be {}.", names.join(", "))).into());
    };
    let archive = Archive::open_read_only(path)?;
    let mut request = report::Request {
        report: name,
        form: args.format,
        language: args.lang,
        templates: args.templates.clone(),
        place: args.place.clone(),
        year: args.year,
        since: args.since,
        name: args.name.clone(),
        meeting: args.meeting.clone(),
        speaker: args.speaker.clone(),
        topic: args.topic.clone(),
    };
    if let Some(subject) = &args.subject {
        about(&mut request, subject)?;
    }
    let rendered = report::render(archive.connection(), &request)?;
    match &args.output {
        Some(file) => fs::write(file, &rendered.text).map_err(|e| Error::io(file, e))?,
        None => {
            let mut out = screen::stdout();
            out.write_all(rendered.text.as_bytes())?;
            out.flush()?;
        }
    }
    if rendered.empty {
        screen::say("Nothing found.");
    }
    Ok(if rendered.empty { End::Nothing } else { End::Fine })
}

/// Puts what stands behind the name of a report where its option would.
fn about(request: &mut report::Request, subject: &str) -> anyhow::Result<()> {
    use report::Name;
    let (option, place) = match request.report {
        Name::Official => ("--name", &mut request.name),
        Name::Meeting => ("--meeting", &mut request.meeting),
        Name::Quotes => ("--topic", &mut request.topic),
        Name::Chronicle | Name::Place => ("--place", &mut request.place),
        Name::Quality => {
            let told = format!("The quality report is of the whole archive, not of “{subject}”.");
            return Err(Error::Request(told).into());
        }
    };
    match place.replace(subject.to_owned()) {
        None => Ok(()),
        Some(given) => {
            Err(Error::Request(format!("Both “{subject}” and {option} {given} are given; take one away.")).into())
        }
    }
}
