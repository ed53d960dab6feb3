//! What stands around a name and inside it: verbs and marks behind it, words of the language that it would cut.
//!
//! Refused as words of the sentence: 赵伟｜四位同志, 领导｜关切地询问, 书记｜要加强, 县级领导｜包镇.

use super::{Names, is_numeral};
use crate::{
    extract::{
        annotate::{Class, Hit},
        units::is_han,
    },
    lexicon::{divisions, names},
    record::Span,
};

/// Surnames that are verbs, prepositions or conjunctions far more often.
fn is_function_word(c: char) -> bool {
    matches!(
        c,
        '要' | '来'
            | '谈'
            | '和'
            | '与'
            | '及'
            | '向'
            | '把'
            | '从'
            | '对'
            | '就'
            | '将'
            | '被'
            | '让'
            | '赴'
            | '到'
    )
}

/// A name ends in front of one of these with near certainty.
fn ends_name(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '，' | '。'
                | '、'
                | '；'
                | '：'
                | '！'
                | '？'
                | '）'
                | ')'
                | '（'
                | '('
                | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | '.'
                | '”'
                | '」'
                | '》'
                | '〉'
                | '】'
                | '［'
                | '['
                | '/'
                | '|'
                | '—'
                | '…'
                | '“'
                | '《'
        )
}

impl Names<'_> {
    /// 赵伟｜四位同志, 王海｜不再担任, 领导｜关切地询问, 书记｜要加强, 教授｜来庆元, 市长｜和吕锋: words of the sentence in the shape
    /// of a name.
    pub(super) fn is_phrase(&self, span: Span, name: &[char]) -> bool {
        let end = span.end as usize;
        let goes_on = self.text.at(end).is_some_and(is_han);
        match *name {
            [.., number, counter] if is_numeral(number) && matches!(counter, '位' | '名') => true,
            [.., '不', '再'] | [.., '之', '家'] | [_, '的' | '了'] => true,
            ['应', '邀' | '到' | '聘' | '征' | '约', ..] | ['都', '亲', '自' | '身'] => true,
            ['代', '表'] | ['依', '次'] => true,
            // 县领导｜冒雪走访
            ['冒', '雪' | '雨' | '暑' | '寒' | '险', ..] => true,
            // 县级领导｜包镇、村干部｜包山头
            ['包', '村' | '镇' | '乡' | '户' | '片' | '组' | '点' | '联' | '保' | '抓'] | ['包', '山', '头'] => {
                true
            }
            [_, _, '任'] => self.begins_post(end) || self.takes_post(end),
            // 柳青｜则表示
            [_, _, '则'] => {
                ["表示", "说", "坦言", "认为", "建议", "介绍"].iter().any(|w| self.text.starts_with(end, w))
            }
            // 副县长｜任常务副总指挥
            ['任', ..] if self.begins_post_over(span.start as usize + 1, end) => true,
            // 学生｜宿舍里
            [a, b, '里'] if names::common_word(&String::from_iter([a, b])).is_some() => true,
            // 公安局｜长江派出所
            [_, '派', '出'] if self.text.at(end) == Some('所') => true,
            // 局长时雨｜正在大厅值班
            [_, _, '正'] if self.is_in_midst(end) => true,
            // 王公庄｜老兵某某: a village and one of its people.
            [.., '庄' | '村' | '屯' | '镇' | '乡'] if goes_on && self.begins_post(end) => true,
            // 书记｜特别引用了: an adverb and the head of a verb.
            [a, b, _] if goes_on && self.is_adverb_and_verb([a, b], end) => true,
            [a, b, '地'] if goes_on => {
                names::common_word(&String::from_iter([a, b])).is_some() || !names::is_surname(a)
            }
            [first, ref rest @ ..] if is_function_word(first) => {
                let words = String::from_iter(rest);
                let word = rest.len() == 2 && names::common_word(&words).is_some_and(|w| w >= 50);
                // 来永清主持会议 is a name though 永清 is a county.
                let visits = ["考", "视", "调", "检", "指", "参", "访", "慰", "看", "督", "讲", "投", "出", "工", "洽"];
                let place = rest.len() == 2
                    && visits.iter().any(|w| self.text.starts_with(end, w))
                    && !divisions::named(&words, None).is_empty();
                // 市委书记｜来蔚调研: the short name of a division.
                let tour = ["调研", "考察", "视察", "检查", "指导", "慰问", "督查", "督导", "走访"];
                let short = matches!(first, '来' | '赴' | '到')
                    && rest.len() == 1
                    && tour.iter().any(|w| self.text.starts_with(end, w));
                // 市长｜和吕锋副市长; 局长和谷丰汇报 is a name.
                let titled = self.begins_post(end);
                let other = matches!(first, '和' | '与' | '及')
                    && titled
                    && rest.len() == 2
                    && names::surname(&rest[..1]).is_some_and(|s| s + names::given(&rest[1..]) >= 20);
                word || place || short || other
            }
            _ => false,
        }
    }

    /// Whether two characters are an adverb and the third, which ends at `end`, begins a word that goes on.
    fn is_adverb_and_verb(&self, adverb: [char; 2], end: usize) -> bool {
        let begins = |h: &Hit| matches!(h.class, Class::CommonWord | Class::Follower) && h.end > end;
        names::surname(&adverb[..1]).is_none_or(|weight| weight < 0)
            && self.hits.starting(end - 1).iter().any(begins)
            && names::is_adverbial(&String::from_iter(adverb))
    }

    /// Whether a title, its prefix or a label begins at `at`.
    fn begins_post(&self, at: usize) -> bool {
        let post = |c| matches!(c, Class::Title | Class::TitlePrefix | Class::Label);
        self.hits.starting(at).iter().any(|h| post(h.class))
    }

    /// 时雨正｜在大厅值班, not 李春正｜在会上说.
    fn is_in_midst(&self, at: usize) -> bool {
        const SPEAKING: [char; 12] = ['会', '讲', '座', '发', '致', '主', '汇', '总', '全', '点', '交', '动'];
        self.text.at(at) == Some('在') && self.text.at(at + 1).is_some_and(|c| is_han(c) && !SPEAKING.contains(&c))
    }

    /// 副县长古月任｜县防汛领导小组副组长: whether the words at `at` go up to a title.
    fn takes_post(&self, at: usize) -> bool {
        const LONGEST: usize = 16;
        let words = (at..at + LONGEST).take_while(|&i| self.text.at(i).is_some_and(is_han));
        !matches!(self.text.at(at), Some('和' | '与' | '及' | '等' | '主'))
            && words.skip(2).any(|i| self.hits.begins(i, Class::Title))
    }

    /// Whether a title or its prefix begins at `at` and goes on behind `end`, or ends there before another.
    fn begins_post_over(&self, at: usize, end: usize) -> bool {
        let post = |c| matches!(c, Class::Title | Class::TitlePrefix);
        let mut posts = self.hits.starting(at).iter().filter(|h| post(h.class));
        posts.any(|h| h.end > end || h.end == end && self.begins_post(end))
    }

    /// What follows, which words would be cut, how often it stands in the document.
    pub(super) fn context(&self, span: Span, name: &[char], spaced: bool) -> i32 {
        let end = span.end as usize;
        let mut score = self.follower(end);
        if spaced {
            return score + 15;
        }
        // A word that begins inside the name and goes on behind it (强调 in 何军强|调).
        for at in span.range().skip(1) {
            let cut = self.hits.starting(at).iter().find(|h| {
                h.end > end && matches!(h.class, Class::CommonWord | Class::Follower | Class::Title | Class::Label)
            });
            if let Some(h) = cut {
                let weight = match h.class {
                    Class::CommonWord => (h.row as i32 / 3).clamp(10, 40),
                    Class::Follower => 45,
                    _ => 30,
                };
                score -= weight;
                break;
            }
        }
        if self.hits.starting_of(span.start as usize, Class::NotName).any(|h| h.end <= end && h.end - h.start >= 2) {
            score -= 22;
        }
        // 高娃等｜参加, 李明在｜会上: the last character belongs to what follows.
        if span.len() >= 3 {
            score -= match self.text.at(end - 1) {
                Some('说' | '的' | '了' | '把' | '等' | '对') => 70,
                Some('率' | '携' | '偕' | '赴') => 45,
                Some('及' | '与' | '在' | '向' | '就' | '将' | '作' | '也' | '还' | '又') => 30,
                _ => 0,
            };
        }
        // 孔雀家｜的牛: a word and what follows it.
        let begun = self.hits.starting(span.start as usize);
        let tail = span.len() >= 3 && self.hits.begins(end - 1, Class::Follower);
        if tail && begun.iter().any(|h| h.class == Class::CommonWord && h.end + 1 == end && h.row >= 50) {
            score -= 30;
        }
        let word = begun.iter().find(|h| h.class == Class::CommonWord && h.end == end);
        if let Some(word) = word {
            score -= word.row as i32 / 6;
        }
        score + self.repeats.support(name)
    }

    /// Weight of what stands at `at` as the continuation after a name.
    pub fn follower(&self, at: usize) -> i32 {
        let Some(c) = self.text.at(at) else { return 25 };
        if ends_name(c) {
            return 25;
        }
        // 某某的发言引来掌声
        if c == '的' && ["的发言", "的讲话", "的一席话", "的汇报"].iter().any(|w| self.text.starts_with(at, w))
        {
            return 20;
        }
        // 某某2人
        if c.is_ascii_digit() {
            return 20;
        }
        let mut best = -18;
        for hit in self.hits.starting(at) {
            let weight = match hit.class {
                Class::Follower if hit.end - hit.start >= 2 => 20,
                Class::Follower => 8,
                Class::Rank => 25,
                Class::Title | Class::TitlePrefix => 6,
                _ => continue,
            };
            best = best.max(weight);
        }
        best
    }

    /// Whether a mark that surely ends names stands at `at`.
    pub fn ends_at(&self, at: usize) -> bool {
        self.text.at(at).is_none_or(ends_name)
    }
}
