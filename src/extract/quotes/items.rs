//! The items of an agenda told in one sentence or paragraph: a speech inside one of them ends where the next begins.
//!
//! ```text
//! 一是〔甲〕传达…；二是〔乙〕讲话，希望…；三是村书记交流发言。     〔乙〕's words end before 三是
//! refused: 二是〔乙〕强调，一是…；二是…。                         a list of the speaker's own
//! ```

use crate::extract::scene::{Scene, Segment};

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// A numbered item: how it is marked and which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    mark: Mark,
    number: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// 一是
    Is,
    /// 第一项, 第一，
    Ordinal,
    /// （一）
    Bracket,
    /// 一、
    Point,
}

impl Item {
    /// The item that begins at `at`.
    fn at(scene: &Scene, at: usize) -> Option<Self> {
        let numeral = |i: usize| NUMERALS.iter().position(|n| scene.text.at(i) == Some(*n)).map(|n| n + 1);
        if let Some(number) = numeral(at) {
            let mark = match scene.text.at(at + 1)? {
                '是' => Mark::Is,
                '、' => Mark::Point,
                _ => return None,
            };
            return Some(Self { mark, number });
        }
        let mark = match scene.text.at(at)? {
            '第' => Mark::Ordinal,
            '（' | '(' => Mark::Bracket,
            _ => return None,
        };
        numeral(at + 1).map(|number| Self { mark, number })
    }

    /// The item of the agenda in which the clause of a speaker stands.
    pub fn around(scene: &Scene, segment: Segment, clause: usize) -> Option<Self> {
        let semicolon = |i: &usize| matches!(scene.text.chars[*i], '；' | ';') && !scene.marks.inside_words(*i);
        let start = (segment.start..clause).rev().find(semicolon).map_or(segment.start, |i| i + 1);
        Self::at(scene, start)
    }

    /// Whether the next item begins at `at`.
    pub fn ends_at(self, scene: &Scene, at: usize) -> bool {
        let demands = (at + 2..at + 5).any(|i| matches!(scene.text.at(i), Some('要' | '须' | '希')));
        Self::at(scene, at) == Some(Self { number: self.number + 1, ..self }) && !demands
    }

    /// Whether a list goes on in `from..to`: a second or later item stands there.
    pub fn goes_on(scene: &Scene, from: usize, to: usize) -> bool {
        let begins = |i: &usize| matches!(scene.text.chars[*i - 1], '；' | ';' | '。' | '\n' | '，');
        (from.max(1)..to).filter(begins).any(|i| Self::at(scene, i).is_some_and(|item| item.number > 1))
    }

    /// Where the next item begins in `from..to`; `None` if none does, or if the words hold a list marked alike.
    pub fn end_within(self, scene: &Scene, from: usize, to: usize) -> Option<usize> {
        let begins =
            |i: &usize| *i == from || matches!(scene.text.chars[*i - 1], '；' | ';' | '，' | ',' | '：' | ':' | '。');
        let items: Vec<(usize, Self)> =
            (from..to).filter(begins).filter_map(|i| Some((i, Self::at(scene, i)?))).collect();
        if items.iter().any(|(_, item)| *item == Self { number: 1, ..self }) {
            return None;
        }
        items.iter().find(|(i, _)| self.ends_at(scene, *i)).map(|(i, _)| *i)
    }
}
