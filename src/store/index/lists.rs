//! Where each word stands, gathered in memory in the form in which FTS5 writes it.

use super::{
    characters::{Characters, Term},
    varint,
};

/// Lists by number of the word.
#[derive(Default)]
pub struct Lists {
    lists: Vec<List>,
    bytes: usize,
}

/// For each row that holds the word: row id (less the one before), twice the length of what follows, positions by column.
#[derive(Clone, Default)]
struct List {
    data: Vec<u8>,
    /// The last row; 0 before the first.
    row: i64,
    /// Where the positions of the last row begin; a byte before is kept for their length.
    begin: usize,
    column: u64,
    position: u64,
}

impl Lists {
    /// Notes a word. Rows ascend, in a row columns, in a column positions.
    pub fn add(&mut self, term: Term, row: i64, column: u64, position: u64) {
        let term = term as usize;
        if term >= self.lists.len() {
            self.lists.resize(term + 1, List::default());
        }
        let list = &mut self.lists[term];
        let before = list.data.len();
        list.add(row, column, position);
        self.bytes += list.data.len() - before;
    }

    /// Length of all.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// All lists in the order of their words, with these as FTS5 keeps them. What is left is empty.
    pub fn take(&mut self, characters: &Characters) -> Vec<(Vec<u8>, Vec<u8>)> {
        self.bytes = 0;
        let taken = (0..).zip(std::mem::take(&mut self.lists)).filter(|(_, list)| !list.data.is_empty());
        let key = |term| [b"0", characters.word(term).as_bytes()].concat();
        let mut lists: Vec<_> = taken.map(|(term, list)| (key(term), list.finished())).collect();
        lists.sort_unstable();
        lists
    }
}

impl List {
    fn add(&mut self, row: i64, column: u64, position: u64) {
        if self.row != row {
            self.close();
            varint::put(&mut self.data, row.wrapping_sub(self.row).cast_unsigned());
            self.data.push(0);
            (self.row, self.begin, self.column, self.position) = (row, self.data.len(), 0, 0);
        }
        if self.column != column {
            self.data.push(1);
            varint::put(&mut self.data, column);
            (self.column, self.position) = (column, 0);
        }
        varint::put(&mut self.data, position - self.position + 2);
        self.position = position;
    }

    /// Writes the length of the positions of the last row.
    fn close(&mut self) {
        if self.data.is_empty() {
            return;
        }
        // An odd number would mean that the row was deleted.
        let length = 2 * (self.data.len() - self.begin) as u64;
        if length < 0x80 {
            // Nearly always, and there are as many of these as there are different characters in all texts.
            self.data[self.begin - 1] = length as u8;
            return;
        }
        let mut bytes = vec![];
        varint::put(&mut bytes, length);
        self.data.splice(self.begin - 1..self.begin, bytes);
    }

    fn finished(mut self) -> Vec<u8> {
        self.close();
        self.data
    }
}
