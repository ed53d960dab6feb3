//! A folder of CSV files with `datapackage.json`: a Frictionless data package (specs.frictionlessdata.io/data-package).
//!
//! UTF-8, RFC 4180, a heading line; NULL is an empty cell, which Frictionless reads as missing. Dates stay text, for
//! `--07-29` and `2020-07` are no dates to other tools; the columns `…_from` and `…_to` are.

use super::{
    Counts,
    tables::{Column, Table, tables},
};
use crate::{Error, Result};
use rusqlite::{Connection, types::ValueRef};
use serde_json::{Value, json};
use std::{fs, path::Path};

/// The file by which an earlier export is known.
const DESCRIPTION: &str = "datapackage.json";

/// Writes the package into the folder `target`, which is made; an earlier package there is replaced.
///
/// # Errors
/// A folder that holds other things, or cannot be written; a damaged archive.
pub fn write(archive: &Connection, target: &Path) -> Result<Counts> {
    let failed = |e| Error::io(target, e);
    let occupied =
        target.exists() && !target.join(DESCRIPTION).exists() && fs::read_dir(target).map_err(failed)?.next().is_some();
    if occupied {
        return Err(Error::Request(format!(
            "{} holds files that are no earlier export; name an empty or new folder.",
            target.display()
        )));
    }
    fs::create_dir_all(target).map_err(failed)?;
    let tables = tables(archive)?;
    let mut counts = Counts::new();
    for table in &tables {
        counts.push((table.name.clone(), table_file(archive, table, target)?));
    }
    let description = serde_json::to_string_pretty(&description(&tables)).unwrap_or_default();
    fs::write(target.join(DESCRIPTION), description + "\n").map_err(failed)?;
    Ok(counts)
}

fn table_file(archive: &Connection, table: &Table, folder: &Path) -> Result<u64> {
    let path = folder.join(format!("{}.csv", table.name));
    let failed = |e: csv::Error| Error::io(&path, e.into());
    let read = |e| Error::sql("exporting a table", e);
    let mut file =
        csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_path(&path).map_err(failed)?;
    file.write_record(table.columns.iter().map(|c| &c.name)).map_err(failed)?;
    let mut statement = archive.prepare(&table.select()).map_err(read)?;
    let mut rows = statement.query([]).map_err(read)?;
    let mut count = 0;
    while let Some(row) = rows.next().map_err(read)? {
        for i in 0..table.columns.len() {
            file.write_field(cell(row.get_ref(i).map_err(read)?)).map_err(failed)?;
        }
        file.write_record(None::<&[u8]>).map_err(failed)?;
        count += 1;
    }
    file.flush().map_err(|e| Error::io(&path, e))?;
    Ok(count)
}

fn cell(value: ValueRef<'_>) -> Vec<u8> {
    match value {
        ValueRef::Null => Vec::new(),
        ValueRef::Integer(n) => n.to_string().into_bytes(),
        ValueRef::Real(x) => x.to_string().into_bytes(),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.to_vec(),
    }
}

fn description(tables: &[Table]) -> Value {
    let exported = |name: &str| tables.iter().any(|t| t.name == name);
    let resources: Vec<Value> = tables.iter().map(|t| resource(t, &exported)).collect();
    json!({
        "profile": "tabular-data-package",
        "name": "huiyao-archive",
        "title": "Meetings, officials, posts, units and quotes read from local-government news",
        "homepage": env!("CARGO_PKG_REPOSITORY"),
        "version": env!("CARGO_PKG_VERSION"),
        "resources": resources,
    })
}

fn resource(table: &Table, exported: &dyn Fn(&str) -> bool) -> Value {
    let keys: Vec<&str> = table.columns.iter().filter(|c| c.key).map(|c| c.name.as_str()).collect();
    let foreign: Vec<Value> = table
        .columns
        .iter()
        .filter_map(|c| Some((c, c.points_to.as_ref().filter(|(to, _)| exported(to))?)))
        // The specification names the own table by an empty string.
        .map(|(c, (to, column))| {
            let resource = if *to == table.name { String::new() } else { to.replace('_', "-") };
            json!({"fields": c.name, "reference": {"resource": resource, "fields": column}})
        })
        .collect();
    let fields: Vec<Value> = table.columns.iter().map(|c| field(table, c)).collect();
    let mut schema = json!({"fields": fields, "missingValues": [""]});
    if !keys.is_empty() {
        schema["primaryKey"] = json!(keys);
    }
    if !foreign.is_empty() {
        schema["foreignKeys"] = json!(foreign);
    }
    json!({
        "profile": "tabular-data-resource",
        "name": table.name.replace('_', "-"),
        "title": table.name,
        "description": table.meaning,
        "path": format!("{}.csv", table.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    })
}

fn field(table: &Table, column: &Column) -> Value {
    // held_from and held_to beside held_precision are whole days.
    let days = |stem: &str| table.columns.iter().any(|c| c.name.strip_suffix("_precision") == Some(stem));
    let whole = column.name.strip_suffix("_from").or_else(|| column.name.strip_suffix("_to")).is_some_and(days);
    let kind = match (column.integer, whole) {
        (true, _) => "integer",
        (false, true) => "date",
        (false, false) => "string",
    };
    let mut field = json!({"name": column.name, "type": kind, "description": column.meaning});
    if column.required {
        field["constraints"] = json!({"required": true});
    }
    field
}
