//! The seal on the history. Most of an archive follows from something else in it: facts from texts, texts from originals,
//! entities from facts. What runs did, what they rejected and what corrections changed follows from nothing; so each run
//! leaves in `about` a digest of it as it is then, by which `check --full` sees whether a byte has changed since.

use super::row_sums;
use rusqlite::{Connection, OptionalExtension, Result, named_params};

/// Tables that nothing else in the archive bears out.
const SEALED: &[&str] = &["corrections", "readings", "rejects", "run_changes", "runs"];

/// Seals the history as it stands: the last that a run does.
///
/// # Errors
/// When the archive cannot be read or written.
pub fn seal(c: &Connection) -> Result<()> {
    c.prepare_cached(sql!("seal/write"))?.execute(named_params! { ":seal": reckoned(c)? })?;
    Ok(())
}

/// Tables that are other than the last run left them. An archive that no run of this version has closed has no seal.
///
/// # Errors
/// When the archive cannot be read.
pub fn broken(c: &Connection) -> Result<Vec<&'static str>> {
    let sealed: Option<String> = c.prepare(sql!("seal/read"))?.query_row([], |row| row.get(0)).optional()?;
    let Some(sealed) = sealed else { return Ok(vec![]) };
    let now = reckoned(c)?;
    let same = |n: usize| sealed.split(' ').nth(n) == now.split(' ').nth(n);
    Ok(SEALED.iter().enumerate().filter(|(n, _)| !same(*n)).map(|(_, table)| *table).collect())
}

/// One word a table: its name and the sum of its rows.
fn reckoned(c: &Connection) -> Result<String> {
    let word = |table: &&str| Ok(format!("{table}:{:032x}", row_sums::of_table(c, table, &|_| false)?));
    Ok(SEALED.iter().map(word).collect::<Result<Vec<String>>>()?.join(" "))
}
