//! Bodies with a name of their own: firms, schools, hospitals, zones, posts of a town.
//!
//! `浙江某某电子|有限公司`, `县第二|人民医院`, `海滨街道退役军人|服务站`. Refused: 重点|企业, 三镇|学校, 推动|学校.
//!
//! Reads `leader_titles.tsv`.

use super::{Anchor, HEADS, UnitMention, Units, anchors::LEVELS, is_han, parts::is_body};
use crate::{
    extract::{annotate::Class, names::is_numeral},
    lexicon::{
        divisions,
        units::{self, Form, Head},
        words_of,
    },
    record::{Organ, Span, UnitKind},
};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

impl Units<'_> {
    /// `浙江某某电子|有限公司`, `县第二|人民医院`, `海滨街道退役军人|服务站`.
    pub(super) fn named(&self, head: &Head, start: usize, end: usize, floor: usize, depth: u8) -> Option<UnitMention> {
        // 同时上｜大学
        if matches!(head.word, "大学" | "中学" | "小学" | "初中" | "高中") && self.text.ends_with(start, "上")
        {
            return None;
        }
        // 投资办｜厂
        if matches!(head.word, "厂" | "学校") && self.text.ends_with(start, "办") {
            return None;
        }
        let mut at = start;
        let mut from = None;
        while at > floor && start - at < LONGEST_NAME {
            // 县政府和｜集团: two bodies.
            // 中队同｜某镇小学
            let joined = at < start
                && (matches!(self.text.at(at), Some('和' | '与' | '及'))
                    || self.text.at(at) == Some('同')
                        && !matches!(self.text.at(at + 1), Some('济' | '仁' | '心' | '德' | '方')));
            if joined && self.parse(at, floor, depth + 1).is_some() {
                return None;
            }
            if at < start
                && start - at <= 8
                && self.joins(at, start)
                && let Some(parent) =
                    self.parse(at, floor, depth + 1).filter(|p| p.anchor != Anchor::Bare && is_body(p))
            {
                return Some(self.part_of(parent, head, end, "unit-department"));
            }
            // 县教育局通知沿江|学校: another unit ends in between; 灌区管理总局沿河灌域|管理局 is its part.
            if at < start
                && let Some(above) = self.parse(at, floor, depth + 1).filter(|u| u.organ == Organ::Department)
            {
                let part = (matches!(head.word, "管理局" | "管理处" | "管理站" | "管理所" | "分局")
                    || is_post_of_town(head))
                    && (2..=6).contains(&(start - at))
                    && above.anchor != Anchor::Bare
                    && self.joins(at, start);
                return part.then(|| self.part_of(above, head, end, "unit-department"));
            }
            // 董事长王玉明作集团|有限公司: somebody and what he does.
            if at < start && self.ends_leader(at) {
                return None;
            }
            if let Some((anchored, anchor)) = self.anchor(at, floor).filter(|_| self.joins(at, start)) {
                // 开发区建设投资集团: a name of its own.
                if head.kind == UnitKind::Firm && self.zone_at(at).is_some() {
                    at -= 1;
                    continue;
                }
                // 浙江［山乡］食品有限公司: no town.
                if head.word.ends_with("公司") && matches!(anchor, Anchor::Town(_)) && self.province_at(anchored, floor)
                {
                    at = anchored;
                    continue;
                }
                let level = matches!(anchor, Anchor::Level(..));
                // 乡村|民宿, 县城|学校: a word up to the head.
                let word = level && self.hits.starting_of(at - 1, Class::CommonWord).any(|h| h.end == start);
                if !word && (!level || self.clean_left(anchored, floor)) {
                    from = Some((anchored, anchor, at));
                    break;
                }
                // 能挂上｜县医院: whatever the words before are, they are no part of the name.
                if level && at == start {
                    return None;
                }
            }
            // 会议由｜公司…: nothing of the sentence belongs to the name.
            let led =
                at == start && at > floor && matches!(self.text.chars[at - 1], '由' | '被' | '把' | '给' | '等' | '与');
            // 任命某某为｜集团院长, not 华为.
            let led = led
                || at == start
                    && self.text.ends_with(at, "为")
                    && !["有为", "作为"].iter().any(|w| self.text.ends_with(at, w))
                    && !(self.text.ends_with(at, "华为") && self.clean_left(at - 2, floor));
            let led =
                led || at == start && self.hits.longest_ending(at, Class::LeftStop).is_some_and(|h| at - h.start >= 2);
            if led || (start - at >= 2 && self.stop_at(at) && !self.in_name_of_firm(head, at)) {
                break;
            }
            let c = self.text.chars[at - 1];
            // 支持企业同｜某某学院, not 同济医院, 大同煤矿.
            let apart = c == '同'
                && at < start
                && !matches!(
                    self.text.at(at),
                    Some('济' | '仁' | '心' | '德' | '方' | '兴' | '安' | '创' | '和' | '江' | '里')
                );
            if apart
                && at >= floor + 2
                && is_han(self.text.chars[at - 2])
                && !matches!(self.text.chars[at - 2], '大' | '共' | '合' | '协')
            {
                break;
            }
            // 5日｜中国海协会: the day of an entry.
            let dated = matches!(c, '日' | '号' | '月' | '年')
                && at >= 2
                && (self.text.chars[at - 2].is_ascii_digit()
                    || ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'].contains(&self.text.chars[at - 2]));
            if dated || (!is_han(c) && !c.is_ascii_alphanumeric()) {
                break;
            }
            at -= 1;
        }
        let plain = ["学校", "公司", "中学", "小学", "银行", "集团", "中心", "基地"].contains(&head.word);
        if let Some((from, anchor, core)) = from {
            let counted = core < start
                && (self.text.starts_with(core, "级")
                    || self.text.slice(Span::new(core, start)).contains(&'所')
                    || self.counts(core, start));
            // 石桥镇上|学校, 县里|企业
            let locative = matches!(self.text.words(Span::new(core, start)).as_str(), "上" | "里" | "内" | "中");
            // 镇里出面联系｜学校
            let level = matches!(anchor, Anchor::Level(..) | Anchor::Town(_));
            let locative = locative || level && matches!(self.text.at(core), Some('里' | '内')) && start > core + 1;
            // 凤台中学 and 凤台县中学的教师 are schools, 县中学 is any.
            let named = !LEVELS.iter().any(|l| self.text.ends_with(core, l));
            let whole = matches!(head.word, "中学" | "小学")
                && match anchor {
                    Anchor::Division(..) => named || self.title_at(end),
                    Anchor::Town(_) => self.title_at(end),
                    _ => false,
                };
            // 海军福建基地: the service makes it one.
            let whole = whole || self.is_prefixed(from);
            // 县［财政］和糖厂: two things.
            let two = self
                .hits
                .starting_of(core, Class::Stem)
                .any(|h| h.end + 1 < start && self.text.at(h.end) == Some('和'));
            let two = two && matches!(head.word, "厂" | "公司" | "银行" | "合作社");
            if (plain && core == start && !whole) || counted || locative || two {
                return None;
            }
            // 中国太安|昌黎支公司, 中国作家协会|河北分会: the body of which it is a branch stands before the place.
            let inner = core == start && matches!(head.word, "分公司" | "支公司" | "项目部" | "分会" | "分院" | "分校");
            if inner && from > floor && is_han(self.text.chars[from - 1]) && !self.stop_at(from) {
                let branch = self.named_before(from, floor, depth);
                return branch.and_then(|at| self.unit(at, Anchor::Own, at, end, head, "unit-branch-by-place"));
            }
            return self.unit(from, anchor, core, end, head, "unit-proper-name");
        }
        // 县农业局、［供销社］: an item in a list of the county's bodies.
        if head.word == "供销社" && at == start && self.text.ends_with(start, "、") {
            return self.unit(start, Anchor::Bare, start, end, head, "unit-bare");
        }
        let own = matches!(head.kind, UnitKind::Firm | UnitKind::School | UnitKind::Hospital | UnitKind::Court)
            || is_post_of_town(head)
            || matches!(
                head.word,
                "工委" | "党工委" | "街办" | "管委会" | "管理委员会" | "管理处" | "管理局" | "管理站" | "分局"
            );
        let proper = start - at;
        let title = self.title_at(end);
        // 向阳中学校长: at the beginning of a clause 向 may begin a name, if a holder follows.
        let first = at + usize::from(title && (at == floor || !is_han(self.text.chars[at.saturating_sub(1)])));
        if !(own || title)
            || proper < 2
            || !self.joins(first, start)
            || self.generic(at, start)
            || (!title
                && !matches!(head.word, "农场" | "林场" | "牧场")
                && self.ordinary(at, start)
                && !self.school_of_place(head, at, start))
        {
            return None;
        }
        self.unit(at, Anchor::Own, at, end, head, "unit-proper-name")
    }

    /// ［凤凰］小学: a school called by a word that is also the short name of a division.
    fn school_of_place(&self, head: &Head, from: usize, to: usize) -> bool {
        let closed = from == 0 || !is_han(self.text.chars[from - 1]) || self.stop_at(from);
        let known = || !divisions::named(self.text.str(Span::new(from, to)), None).is_empty();
        matches!(head.word, "中学" | "小学") && to - from == 2 && closed && known()
    }

    /// 天津｜津和物业服务有限公司, 依安县｜绒都羽绒制品有限公司: the stop word that ends at `at` is the second character behind the
    /// place of a registered firm, so part of its name.
    fn in_name_of_firm(&self, head: &Head, at: usize) -> bool {
        let place = at.checked_sub(2).filter(|place| self.divisions_by_end.contains_key(place));
        head.word.ends_with("有限公司") && place.is_some_and(|place| is_han(self.text.chars[place]))
    }

    /// Where the name of a firm or society begins that no lexicon knows and that ends at `end`, back to a mark or a stop word;
    /// `end` if the unit that ends there is read by itself.
    fn named_before(&self, end: usize, floor: usize, depth: u8) -> Option<usize> {
        const LONGEST: usize = 12;
        if self.parse(end, floor, depth + 1).is_some() {
            return Some(end);
        }
        let mut at = end;
        while at > floor && end - at < LONGEST && is_han(self.text.chars[at - 1]) && !self.stop_at(at) {
            at -= 1;
        }
        let closed = at == floor || !is_han(self.text.chars[at - 1]) || self.stop_at(at);
        (closed && end - at >= 2 && self.joins(at, end) && !self.ordinary(at, end)).then_some(at)
    }

    /// 董事长, 总经理, 书记 end at `at`.
    fn ends_leader(&self, at: usize) -> bool {
        LEADERS.iter().any(|w| self.text.ends_with(at, w))
    }

    /// 远山门业｜董事长, 江州日报｜总编辑: a short name of which only the trade is a word of the language, before a title of
    /// business.
    pub fn firm_ending_at(&self, end: usize, floor: usize) -> Option<UnitMention> {
        const LONGEST: usize = 10;
        let trade = TRADES.iter().filter(|w| self.text.ends_with(end, w)).map(|w| w.chars().count()).max()?;
        let start = end.checked_sub(trade)?;
        let mut from = start;
        while from > floor && end - from < LONGEST && is_han(self.text.chars[from - 1]) && !self.stop_at(from) {
            from -= 1;
        }
        let closed = from == floor || !is_han(self.text.chars[from - 1]) || self.stop_at(from);
        let named = closed && start - from >= 1 && self.joins(from, end) && !self.generic(from, start);
        let head = HEADS.iter().find(|h| h.word == "公司")?;
        named.then(|| self.unit(from, Anchor::Own, from, end, head, "unit-firm-before-title"))?
    }

    /// A body that the text calls by the words of `span`, whatever they are: the place in the sentence shows it to be one.
    pub fn in_own_words(&self, span: Span) -> UnitMention {
        UnitMention {
            span,
            anchor: Anchor::Own,
            core: span.start as usize,
            kind: UnitKind::Other,
            organ: Organ::Unit,
            core_end: span.end as usize,
            rule: "unit-in-own-words",
            parent: None,
        }
    }

    /// Whether a division printed without its level word (浙江) ends at `end`.
    fn province_at(&self, end: usize, floor: usize) -> bool {
        let division = self.divisions_by_end.get(&end).filter(|(s, _)| s.start as usize >= floor);
        division.is_some() && !matches!(self.text.chars[end - 1], '省' | '市' | '县' | '区' | '州' | '旗')
    }

    /// 三镇|学校, 三级|服务中心: a number of places or levels.
    fn counts(&self, from: usize, to: usize) -> bool {
        (from..to.saturating_sub(1)).any(|at| {
            matches!(self.text.chars[at], '两' | '三' | '四' | '五' | '六' | '几' | '多')
                && matches!(self.text.chars[at + 1], '镇' | '乡' | '村' | '县' | '区' | '校' | '家' | '个' | '级')
        })
    }

    /// A proper part that is no name: 重点|企业, 民营|公司, 中心|小学.
    fn generic(&self, from: usize, to: usize) -> bool {
        let words = self.text.str(Span::new(from, to));
        let counted = ["名", "所", "位", "家"].iter().any(|w| {
            words
                .find(w)
                .is_some_and(|at| words[..at].ends_with(is_numeral) || words[..at].ends_with(['几', '哪', '各']))
        });
        let adverb = words.starts_with(['才', '刚', '还', '就', '都', '到']) || words.ends_with('到');
        // 村民用闲置农房入股｜合作社: what people do.
        let does = ["村民", "农户", "群众", "职工"].iter().any(|w| words.contains(w));
        counted
            || adverb
            || does
            || PLAIN.contains(words)
            || words.chars().any(|c| matches!(c, '的' | '了' | '是' | '们'))
    }

    /// Whether ordinary words fill `from..to` (推动|学校, 海岛|学校): then it is no proper name.
    fn ordinary(&self, from: usize, to: usize) -> bool {
        let mut reached = vec![false; to - from + 1];
        reached[0] = true;
        for at in from..to {
            if !reached[at - from] {
                continue;
            }
            for h in self.hits.starting(at) {
                let word = matches!(
                    h.class,
                    Class::CommonWord | Class::LeftStop | Class::Follower | Class::Stem | Class::Head
                );
                if word && h.end <= to {
                    reached[h.end - from] = true;
                }
            }
        }
        reached[to - from]
    }
}

/// 派出所, 司法所: bureaus have one in every town.
pub(super) fn is_post_of_town(head: &Head) -> bool {
    head.form == Form::Stem && head.word.ends_with('所') && head.word.chars().count() > 2 && head.word != "看守所"
}

static PLAIN: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| units::plain_words().into_iter().collect());

/// Longest proper part of a firm's or school's name, in characters.
const LONGEST_NAME: usize = 18;

/// Words with which the short names of firms end.
/// Titles of those who head a body.
static LEADERS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| words_of(include_str!("../../../lexicon/leader_titles.tsv"), "body"));

static TRADES: LazyLock<Vec<&'static str>> = LazyLock::new(units::trades);
