//! What a table holds, as one number: the sum of the hashes of its rows, whatever their order.

use rusqlite::{Connection, Result, Row, types::ValueRef};
use sha2::{Digest, Sha256};

/// Of a table of ours, without the columns that `left_out` names.
///
/// # Errors
/// When it cannot be read.
pub fn of_table(c: &Connection, table: &str, left_out: &dyn Fn(&str) -> bool) -> Result<u128> {
    // A name of the schema, which no parameter can stand for.
    let mut statement = c.prepare(&format!("SELECT * FROM {table}"))?;
    let columns: Vec<usize> =
        (0..).zip(statement.column_names()).filter(|(_, n)| !left_out(n)).map(|(i, _)| i).collect();
    let mut rows = statement.query([])?;
    let mut sum = 0u128;
    while let Some(row) = rows.next()? {
        sum = sum.wrapping_add(hash(row, &columns)?);
    }
    Ok(sum)
}

fn hash(row: &Row<'_>, columns: &[usize]) -> Result<u128> {
    let mut hash = Sha256::new();
    for column in columns {
        match row.get_ref(*column)? {
            ValueRef::Null => hash.update([0]),
            ValueRef::Integer(n) => hash.update(n.to_le_bytes()),
            ValueRef::Real(x) => hash.update(x.to_le_bytes()),
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                hash.update(bytes.len().to_le_bytes());
                hash.update(bytes);
            }
        }
    }
    let digest = hash.finalize();
    Ok(digest.iter().take(16).fold(0, |sum, byte| sum << 8 | u128::from(*byte)))
}
