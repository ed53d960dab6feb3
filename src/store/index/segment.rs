//! A segment: the lists of all its words, in the order of the words, on pages of one size.
//!
//! A page begins with the place of the first row id that begins on it (0: none) and that of the end of its text, two bytes
//! each. A word is written with what it has in common with the one before on its page left out; after the text stand the
//! places of the words. For every page with words another table has the least that tells its first word from the one
//! before. A list that goes on over many pages has a list of its own of the first row id of each: the skips.

use super::varint;
use rusqlite::Result;

/// Bytes of a page.
const PAGE: usize = 4050;

/// Pages without a word from which on skips are worth their room.
const LONG: u32 = 4;

/// Where pages go.
pub trait Sink {
    /// A page, or one of skips.
    fn block(&mut self, id: i64, block: &[u8]) -> Result<()>;

    /// What tells the first word of a page from the one before; twice the number of the page, and 1 if the last of its
    /// words has skips.
    fn split(&mut self, term: &[u8], page: i64) -> Result<()>;
}

/// A segment in the making.
pub struct Segment<S> {
    sink: S,
    id: i64,
    /// Number of the page.
    number: i64,
    page: Vec<u8>,
    /// Places of the words on the page, each less the one before.
    places: Vec<u8>,
    last_place: usize,
    /// No word, no row id begins on the page yet.
    no_word: bool,
    no_row: bool,
    /// The last word.
    term: Vec<u8>,
    /// The last page with a word, and its split; 0: none.
    split_page: i64,
    split: Vec<u8>,
    /// Pages without a word since.
    without: u32,
    skips: Vec<Skips>,
}

/// Skips of one level: first row ids of pages, or on higher levels of pages of skips.
#[derive(Default)]
struct Skips {
    page: i64,
    block: Vec<u8>,
    last: Option<i64>,
}

/// Row id of a page in FTS5's table.
fn page_id(segment: i64, number: i64) -> i64 {
    (segment << 37) + number
}

/// Row id of a page of skips.
fn skips_id(segment: i64, level: usize, number: i64) -> i64 {
    (segment << 37) + (1 << 36) + ((level as i64) << 31) + number
}

impl<S: Sink> Segment<S> {
    pub fn new(sink: S, id: i64) -> Self {
        Self {
            sink,
            id,
            number: 1,
            page: vec![0; 4],
            places: vec![],
            last_place: 0,
            no_word: true,
            no_row: true,
            term: vec![],
            split_page: 1,
            split: vec![],
            without: 0,
            skips: vec![Skips::default()],
        }
    }

    /// Writes a word that is greater than those before, with its list.
    pub fn put(&mut self, term: &[u8], list: &[u8]) -> Result<()> {
        self.begin(term)?;
        if PAGE > self.used() + list.len() {
            self.page.extend(list);
            return Ok(());
        }
        let (mut row, mut at) = (0i64, 0);
        while at < list.len() {
            let (step, bytes) = varint::get(&list[at..]);
            at += bytes;
            row = row.wrapping_add(step.cast_signed());
            self.row(row, step)?;
            let (length, bytes) = varint::get(&list[at..]);
            let end = (at + bytes + (length / 2) as usize).min(list.len());
            self.positions(&list[at..end])?;
            at = end;
        }
        Ok(())
    }

    /// Writes the last page; gives its number.
    pub fn finish(mut self) -> Result<i64> {
        if self.page.len() > 4 {
            self.flush()?;
        }
        if self.number > 1 {
            self.flush_split()?;
        }
        Ok(self.number - 1)
    }

    fn used(&self) -> usize {
        self.page.len() + self.places.len()
    }

    fn begin(&mut self, term: &[u8]) -> Result<()> {
        if self.used() + term.len() + 2 >= PAGE && self.page.len() > 4 {
            self.flush()?;
        }
        varint::put(&mut self.places, (self.page.len() - self.last_place) as u64);
        self.last_place = self.page.len();
        let common = self.term.iter().zip(term).take_while(|(a, b)| a == b).count();
        let mut left_out = 0;
        if !self.no_word {
            left_out = common;
            varint::put(&mut self.page, common as u64);
        } else if self.number != 1 {
            self.flush_split()?;
            self.split = term[..(common + 1).min(term.len())].to_vec();
            self.split_page = self.number;
        }
        varint::put(&mut self.page, (term.len() - left_out) as u64);
        self.page.extend(&term[left_out..]);
        self.term = term.to_vec();
        (self.no_word, self.no_row) = (false, false);
        self.skips[0].page = self.number;
        Ok(())
    }

    /// The first on a page is written as it is.
    fn row(&mut self, row: i64, step: u64) -> Result<()> {
        if !self.no_row {
            varint::put(&mut self.page, step);
            return Ok(());
        }
        let place = place(self.page.len());
        self.page[..2].copy_from_slice(&place);
        varint::put(&mut self.page, row.cast_unsigned());
        self.no_row = false;
        self.skip(row)
    }

    /// Positions of one row, with their length before. A number never begins on one page and ends on the next.
    fn positions(&mut self, mut positions: &[u8]) -> Result<()> {
        if self.used() + positions.len() <= PAGE {
            self.page.extend(positions);
            return Ok(());
        }
        loop {
            let room = PAGE.saturating_sub(self.used());
            let fit = if positions.len() <= room { positions.len() } else { fitting(positions, room) };
            let (now, rest) = positions.split_at(fit);
            self.page.extend(now);
            if self.used() >= PAGE {
                self.flush()?;
            }
            if rest.is_empty() {
                return Ok(());
            }
            positions = rest;
        }
    }

    fn flush(&mut self) -> Result<()> {
        let place = place(self.page.len());
        self.page[2..4].copy_from_slice(&place);
        if self.no_word {
            // Of a page on which no row begins the skips say so.
            if self.no_row && !self.skips[0].block.is_empty() {
                self.skips[0].block.push(0);
            }
            self.without += 1;
        } else {
            self.page.append(&mut self.places);
        }
        self.sink.block(page_id(self.id, self.number), &self.page)?;
        self.page.clear();
        self.page.extend([0; 4]);
        self.places.clear();
        self.last_place = 0;
        self.number += 1;
        (self.no_word, self.no_row) = (true, true);
        Ok(())
    }

    /// The list of the last word on a page with words is complete.
    fn flush_split(&mut self) -> Result<()> {
        if self.split_page == 0 {
            return Ok(());
        }
        let long = !self.skips[0].block.is_empty() && self.without >= LONG;
        for (level, skips) in self.skips.iter_mut().enumerate() {
            if skips.block.is_empty() {
                break;
            }
            if long {
                self.sink.block(skips_id(self.id, level, skips.page), &skips.block)?;
            }
            skips.block.clear();
            skips.last = None;
        }
        self.without = 0;
        self.sink.split(&self.split, 2 * self.split_page + i64::from(long))?;
        self.split_page = 0;
        Ok(())
    }

    /// Notes the first row id on a page.
    fn skip(&mut self, row: i64) -> Result<()> {
        for level in 0.. {
            let full = self.skips[level].block.len() >= PAGE;
            if full {
                self.raise(level)?;
            }
            let page = if level == 0 { self.number } else { self.skips[level - 1].page };
            let skips = &mut self.skips[level];
            match skips.last {
                Some(last) => varint::put(&mut skips.block, row.wrapping_sub(last).cast_unsigned()),
                None => {
                    skips.block.push(u8::from(full));
                    varint::put(&mut skips.block, page.unsigned_abs());
                    varint::put(&mut skips.block, row.cast_unsigned());
                }
            }
            skips.last = Some(row);
            if !full {
                break;
            }
        }
        Ok(())
    }

    /// Writes a full page of skips and begins the next; the level above, which may be new, knows both.
    fn raise(&mut self, level: usize) -> Result<()> {
        let skips = &mut self.skips[level];
        // Not the highest level.
        skips.block[0] = 1;
        self.sink.block(skips_id(self.id, level, skips.page), &skips.block)?;
        let (page, bytes) = (skips.page, varint::get(&skips.block[1..]).1);
        let (first, _) = varint::get(&skips.block[1 + bytes..]);
        skips.block.clear();
        skips.last = None;
        skips.page += 1;
        if self.skips.len() < level + 2 {
            self.skips.push(Skips::default());
        }
        let above = &mut self.skips[level + 1];
        if above.block.is_empty() {
            above.page = page;
            above.block.push(0);
            varint::put(&mut above.block, page.unsigned_abs());
            varint::put(&mut above.block, first);
            above.last = Some(first.cast_signed());
        }
        Ok(())
    }
}

fn place(at: usize) -> [u8; 2] {
    u16::try_from(at).unwrap_or(u16::MAX).to_be_bytes()
}

/// Bytes of the numbers at the beginning that fit, one at least.
fn fitting(numbers: &[u8], room: usize) -> usize {
    let mut end = varint::get(numbers).1;
    while end < numbers.len() {
        let next = end + varint::get(&numbers[end..]).1;
        if next > room {
            break;
        }
        end = next;
    }
    end
}
