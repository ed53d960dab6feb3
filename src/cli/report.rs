//! `huiyao report`: a report as Markdown or one HTML file.

use super::{End, args, screen};
use crate::{Error, report, store::Archive};
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
        return Err(Error::Request("Give an archive and the name of a report.".into()).into());
    };
    let archive = Archive::open_read_only(path)?;
    let request = report::Request {
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
