//! The full-text indexes of a fresh archive, filled as FTS5 itself would fill them, in a fifth of the time.
//!
//! FTS5 gets fenced text ([`super::fence`]), finds the characters again one by one, and looks each up by its hash. Here
//! a character leads to its list at once, and the lists are written in the form in which FTS5 keeps them (the comment at
//! the head of SQLite's `fts5_index.c`), as segments that it merges later as its own. Which characters are words, and
//! which are one word, it is asked itself ([`characters`]). `check` has it compare the index with the texts.
//!
//! While this is in use nothing may be done through the virtual tables: FTS5 would not notice what is written here. The
//! connection must be one that did not use them before.

mod characters;
mod lists;
mod segment;
mod varint;

use characters::Characters;
use lists::Lists;
use rusqlite::{Connection, Result, named_params};
use segment::{Segment, Sink};

/// Bytes of lists after which a segment is written. Every word of a query is looked for in every segment.
const SEGMENT: usize = 32 << 20;

/// Where FTS5 keeps segments of this size: it makes one of four, beginning with lists of a megabyte on level 0.
const LEVEL: u64 = 3;

/// Segments on one level at which FTS5 would stop to merge them all when it next writes one.
const CROWD: usize = 16;

/// Both indexes.
pub struct Index {
    characters: Characters,
    documents: Table<2>,
    quotes: Table<1>,
}

impl Index {
    /// For an archive in which nothing is indexed yet.
    pub fn new(c: &Connection) -> Result<Self> {
        Self::with_segments(c, SEGMENT)
    }

    /// With segments of about `bytes`.
    fn with_segments(c: &Connection, bytes: usize) -> Result<Self> {
        Ok(Self {
            characters: Characters::new(c)?,
            documents: Table::new(
                bytes,
                Statements {
                    block: sql!("documents_fts/put_block"),
                    split: sql!("documents_fts/put_split"),
                    size: sql!("documents_fts/put_size"),
                    structure: sql!("documents_fts/structure"),
                    merge: sql!("documents_fts/merge"),
                },
            ),
            quotes: Table::new(
                bytes,
                Statements {
                    block: sql!("quotes_fts/put_block"),
                    split: sql!("quotes_fts/put_split"),
                    size: sql!("quotes_fts/put_size"),
                    structure: sql!("quotes_fts/structure"),
                    merge: sql!("quotes_fts/merge"),
                },
            ),
        })
    }

    /// Takes in a document; ids must ascend. `body` is Simplified.
    pub fn document(&mut self, c: &Connection, id: i64, title: Option<&str>, body: &str) -> Result<()> {
        self.documents.add(c, &mut self.characters, id, [title.unwrap_or(""), body])
    }

    /// Takes in a quote; ids must ascend.
    pub fn quote(&mut self, c: &Connection, id: i64, text: &str) -> Result<()> {
        self.quotes.add(c, &mut self.characters, id, [text])
    }

    /// Writes the rest. From now on the indexes are FTS5's.
    pub fn finish(mut self, c: &Connection) -> Result<()> {
        self.documents.finish(c, &self.characters)?;
        self.quotes.finish(c, &self.characters)
    }
}

/// Statements for what lies beneath a virtual table.
struct Statements {
    block: &'static str,
    split: &'static str,
    size: &'static str,
    structure: &'static str,
    merge: &'static str,
}

/// An index over `N` columns.
struct Table<const N: usize> {
    statements: Statements,
    /// Bytes of lists after which a segment is written.
    segment: usize,
    lists: Lists,
    rows: u64,
    /// Words in each column.
    words: [u64; N],
    /// Pages of the segments that are written.
    segments: Vec<i64>,
}

impl<const N: usize> Table<N> {
    fn new(segment: usize, statements: Statements) -> Self {
        Self { statements, segment, lists: Lists::default(), rows: 0, words: [0; N], segments: vec![] }
    }

    fn add(&mut self, c: &Connection, characters: &mut Characters, id: i64, texts: [&str; N]) -> Result<()> {
        let mut sizes = vec![];
        for (column, text) in texts.into_iter().enumerate() {
            let mut position = 0;
            for character in text.chars() {
                if let Some(term) = characters.term(character)? {
                    self.lists.add(term, id, column as u64, position);
                    position += 1;
                }
            }
            self.words[column] += position;
            varint::put(&mut sizes, position);
        }
        self.rows += 1;
        c.prepare_cached(self.statements.size)?.execute(named_params! { ":id": id, ":sz": sizes })?;
        if self.lists.bytes() >= self.segment { self.flush(c, characters) } else { Ok(()) }
    }

    fn flush(&mut self, c: &Connection, characters: &Characters) -> Result<()> {
        let lists = self.lists.take(characters);
        if lists.is_empty() {
            return Ok(());
        }
        let id = self.segments.len() as i64 + 1;
        let mut segment = Segment::new(Rows::new(c, &self.statements, id)?, id);
        lists.iter().try_for_each(|(term, list)| segment.put(term, list))?;
        self.segments.push(segment.finish()?);
        drop(lists);
        Ok(())
    }

    fn finish(&mut self, c: &Connection, characters: &Characters) -> Result<()> {
        self.flush(c, characters)?;
        if self.rows == 0 {
            return Ok(());
        }
        let mut put = c.prepare_cached(self.statements.block)?;
        put.execute(named_params! { ":id": AVERAGES, ":block": self.averages() })?;
        // It begins with a number that tells FTS5 whether its settings changed.
        let before: Vec<u8> = c.query_row(self.statements.structure, [], |row| row.get(0))?;
        let structure = self.structure(before.get(..4).unwrap_or(&[0; 4]));
        put.execute(named_params! { ":id": STRUCTURE, ":block": structure })?;
        if self.segments.len() >= CROWD {
            c.execute_batch(self.statements.merge)?;
        }
        Ok(())
    }

    fn averages(&self) -> Vec<u8> {
        let mut block = vec![];
        varint::put(&mut block, self.rows);
        self.words.iter().for_each(|words| varint::put(&mut block, *words));
        block
    }

    fn structure(&self, settings: &[u8]) -> Vec<u8> {
        let (segments, pages) = (self.segments.len() as u64, self.segments.iter().sum::<i64>());
        let mut block = settings.to_vec();
        let levels = if segments == 0 { 0 } else { LEVEL + 1 };
        [levels, segments, pages.unsigned_abs()].into_iter().for_each(|n| varint::put(&mut block, n));
        if segments == 0 {
            return block;
        }
        // Nothing is being merged, and there are no segments on the levels below.
        (0..LEVEL).for_each(|_| block.extend([0, 0]));
        varint::put(&mut block, 0);
        varint::put(&mut block, segments);
        for (id, last) in (1..).zip(&self.segments) {
            [id, 1, last.unsigned_abs()].into_iter().for_each(|n| varint::put(&mut block, n));
        }
        block
    }
}

/// Row of the number of rows and words.
const AVERAGES: i64 = 1;

/// Row of the list of segments.
const STRUCTURE: i64 = 10;

/// Where a segment's pages go.
struct Rows<'c> {
    segment: i64,
    block: rusqlite::CachedStatement<'c>,
    split: rusqlite::CachedStatement<'c>,
}

impl<'c> Rows<'c> {
    fn new(c: &'c Connection, statements: &Statements, segment: i64) -> Result<Self> {
        let (block, split) = (c.prepare_cached(statements.block)?, c.prepare_cached(statements.split)?);
        Ok(Self { segment, block, split })
    }
}

impl Sink for Rows<'_> {
    fn block(&mut self, id: i64, block: &[u8]) -> Result<()> {
        self.block.execute(named_params! { ":id": id, ":block": block }).map(|_| ())
    }

    fn split(&mut self, term: &[u8], page: i64) -> Result<()> {
        self.split.execute(named_params! { ":segment": self.segment, ":term": term, ":page": page }).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{fence, schema};
    use std::path::Path;

    /// Tables of fenced texts beneath the two indexes, in a file that was just opened.
    fn opened(file: &Path) -> Connection {
        let mut whole = Connection::open_in_memory().unwrap();
        schema::migrate(&mut whole, Path::new("a test")).unwrap();
        let definition = |name: &str| -> String {
            let sql = "SELECT sql FROM sqlite_schema WHERE name = ?";
            whole.query_row(sql, [name], |row| row.get(0)).unwrap()
        };
        let made = Connection::open(file).unwrap();
        made.execute_batch("CREATE TABLE documents_fenced (id INTEGER PRIMARY KEY, title, body)").unwrap();
        made.execute_batch("CREATE TABLE quotes_fenced (id INTEGER PRIMARY KEY, text)").unwrap();
        made.execute_batch(&definition("documents_fts")).unwrap();
        made.execute_batch(&definition("quotes_fts")).unwrap();
        drop(made);
        Connection::open(file).unwrap()
    }

    fn put(c: &Connection, id: i64, title: Option<&str>, body: &str) {
        let fenced = (id, title.map(fence), fence(body));
        c.execute("INSERT INTO documents_fenced VALUES (?, ?, ?)", fenced).unwrap();
        c.execute("INSERT INTO quotes_fenced VALUES (?, ?)", (id, fence(body))).unwrap();
    }

    fn assert_whole(c: &Connection) {
        for table in ["documents_fts", "quotes_fts"] {
            let check = format!("INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)");
            c.execute_batch(&check).unwrap_or_else(|e| panic!("{table}: {e}"));
        }
    }

    fn hits(c: &Connection, word: &str) -> i64 {
        let query = format!("\"{}\"", fence(word));
        let sql = "SELECT count(*) FROM documents_fts WHERE documents_fts MATCH ?";
        c.query_row(sql, [query], |row| row.get(0)).unwrap()
    }

    /// Texts of all lengths, of few words and of many; some words stand in every text and more than once.
    fn text(n: i64) -> String {
        let mut state = n.unsigned_abs().wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut next = |below: u64| {
            state = (state ^ (state >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9).wrapping_add(1);
            (state >> 33) % below
        };
        let length = if n % 97 == 0 { 6000 } else { next(120) };
        let character = |i: u64| match i {
            0..40 => '会',
            40..50 => '，',
            50..55 => 'Ａ',
            55..60 => '！',
            60..63 => '𠀀',
            _ => char::from_u32(0x4e00 + (i * i % 700) as u32).unwrap_or('要'),
        };
        (0..length).map(|_| character(next(300))).chain("会要 ABC-9".chars()).collect()
    }

    #[test]
    fn fts5_finds_what_it_would_have_written() {
        let folder = tempfile::tempdir().unwrap();
        for (number, (rows, segment)) in [(0, 1000), (1, 1000), (2000, 40_000), (4000, 300_000)].into_iter().enumerate()
        {
            let c = opened(&folder.path().join(number.to_string()));
            c.execute_batch("BEGIN").unwrap();
            let mut index = Index::with_segments(&c, segment).unwrap();
            for id in (1..=rows).map(|n| n * 3) {
                let (title, body) = ((id % 2 == 0).then_some("会议"), text(id));
                put(&c, id, title, &body);
                index.document(&c, id, title, &body).unwrap();
                index.quote(&c, id, &body).unwrap();
            }
            index.finish(&c).unwrap();
            assert_whole(&c);
            assert_eq!(hits(&c, "会要abc9"), rows);
            // From here on FTS5 goes on by itself.
            let next = 3 * rows + 1;
            put(&c, next, None, "另一次会议");
            c.execute("INSERT INTO documents_fts (rowid, body) VALUES (?, ?)", (next, fence("另一次会议"))).unwrap();
            c.execute("INSERT INTO quotes_fts (rowid, text) VALUES (?, ?)", (next, fence("另一次会议"))).unwrap();
            assert_whole(&c);
            if rows > 0 {
                let old = "INSERT INTO documents_fts (documents_fts, rowid, title, body) VALUES ('delete', 3, NULL, ?)";
                c.execute(old, [fence(&text(3))]).unwrap();
                c.execute("DELETE FROM documents_fenced WHERE id = 3", []).unwrap();
                assert_eq!(hits(&c, "会要abc9"), rows - 1);
            }
            c.execute_batch("INSERT INTO documents_fts (documents_fts) VALUES ('optimize')").unwrap();
            assert_whole(&c);
        }
    }
}
