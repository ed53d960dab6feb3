//! Page furniture: whole lines and fields of source lines that are none of the document.
//!
//! Removed lines: navigation trails (`当前位置：首页>要闻`), reading times (`全文1200字，读完约4分钟`), introductions of
//! document collections (`下面是小编为大家整理的…`), share bars, print and close buttons, page numbers, copyright and
//! licence lines, WeChat account lines, player words; from `相关阅读` or `往期推荐` in the last part on, all the rest.
//! Removed fields: `浏览次数：417`, `字号：[大 中 小]`, `分享到：…` in a line that goes on with source or date.
//! At the head: a list with bullets above the headline; `[复制链接]` and `38阅读` behind a headline.
//! Kept: running text, also when it holds such words.
//!
//! Whole lines: [`shapes`], [`trails`], [`words`]; fields: [`fields`], [`accounts`]; behind a headline: [`buttons`].
//!
//! Reads `furniture_signs.tsv`.

mod accounts;
mod buttons;
mod fields;
mod shapes;
mod trails;
mod words;

pub(super) use fields::has_kept_field;

use super::{line::Line, spaces};
use crate::lexicon::words_of;
use accounts::keep_date_of_account;
use buttons::drop_buttons;
use fields::{drop_fields, is_furniture_field};
use shapes::{OPENINGS, Reach, SHAPES, fits, squeeze};
use std::sync::LazyLock;
use trails::{field_behind_trail, is_trail};
use words::all_words;

const SIGNS: &str = include_str!("../../lexicon/furniture_signs.tsv");
/// Words of sites that rewrite and collect.
static COLLECTIONS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "collection"));
/// Words of what was not loaded.
static CUT: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "cut"));
/// Words beside 小编.
static COLLECTORS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of(SIGNS, "collector"));

/// Longest line that can be furniture, in characters: a list of related headlines in one line is cut by its opening.
const LONGEST: usize = 300;

/// What was taken away and says something about the document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// A reading-time line, an introduction by 小编 or a 推荐访问 footer: sites that rewrite and collect.
    pub collection: bool,
    /// `展开全文`, `查看全文`: the rest of the text was not loaded.
    pub cut: bool,
}

impl Seen {
    /// What either has seen.
    pub fn or(self, other: Self) -> Self {
        Self { collection: self.collection || other.collection, cut: self.cut || other.cut }
    }
}

/// Removes furniture lines and the furniture fields of source lines.
pub fn remove(lines: Vec<Line>) -> (Vec<Line>, Seen) {
    let mut seen = Seen::default();
    let all: usize = lines.iter().map(Line::len).sum();
    let mut before = 0;
    let mut out = Vec::with_capacity(lines.len());
    let mut rest = false;
    let mut told_before = false;
    let told = tells_on(&lines);
    let menu = menu_above(&lines);
    for (i, mut line) in lines.into_iter().enumerate().skip(menu) {
        before += line.len();
        // After `相关阅读` only lines about the document are kept (责编 often stands below).
        if rest && !(line.is_meta() && line.layout.linked == 0 && !is_furniture_field(line.hans())) {
            continue;
        }
        if line.is_settled() {
            told_before |= line.hans().contains(&'。');
            out.push(line);
            continue;
        }
        drop_buttons(&mut line);
        if let Some(at) = field_behind_trail(line.hans()) {
            let keep: Vec<bool> = (0..line.len()).map(|i| i >= at).collect();
            line.retain(&keep);
        }
        match reach(&line, &mut seen) {
            // [相关新闻] over a whole second report.
            Some(Reach::Rest) if told[i] && squeeze(line.hans()).starts_with(&['相', '关']) => continue,
            // `图片新闻：` above the report of a short page is a column.
            Some(Reach::Rest) if told_before && (before * 5 >= all * 3 || before + 400 >= all) => {
                rest = true;
                continue;
            }
            Some(_) => continue,
            None => {}
        }
        keep_date_of_account(&mut line);
        if line.is_meta() || line.hans().len() <= 120 && !spaces::is_running(line.hans()) {
            let before = line.len();
            drop_fields(&mut line);
            if line.len() < before {
                line.renew();
                spaces::tidy(&mut line, false);
            }
        }
        if !line.is_empty() {
            told_before |= line.hans().contains(&'。');
            line.settle();
            out.push(line);
        }
    }
    (out, seen)
}

/// How many lines at the head are entries of a list above the headline (`• 文明网站`, `• 38阅读`): short ones with a bullet,
/// before other lines.
fn menu_above(lines: &[Line]) -> usize {
    let entry = |l: &&Line| {
        let hans = l.hans();
        hans.first() == Some(&'•') && hans.len() <= 30 && !spaces::is_running(hans) && !l.is_meta()
    };
    let entries = lines.iter().take_while(entry).count();
    let text = lines[entries..].iter().any(|l| spaces::is_running(l.hans()) && l.hans().first() != Some(&'•'));
    if text { entries } else { 0 }
}

/// For each line whether a report follows behind it: two sentences of running text that are no teasers with links, and
/// more of them than of anything else.
fn tells_on(lines: &[Line]) -> Vec<bool> {
    let (mut running, mut other, mut count) = (0, 0, 0);
    let mut told = vec![false; lines.len()];
    for (i, line) in lines.iter().enumerate().rev() {
        told[i] = count >= 2 && running > other;
        let hans = line.hans();
        let teaser = matches!(
            hans.strip_suffix(&[']']).unwrap_or(hans),
            [.., '详', '细'] | [.., '全', '文'] | [.., '更', '多'] | [.., '…'] | [.., '.', '.', '.']
        );
        if line.layout.linked == 0 && !teaser && hans.len() >= 20 && hans.last() == Some(&'。') {
            (running, count) = (running + hans.len(), count + 1);
        } else {
            other += hans.len();
        }
    }
    told
}

fn reach(line: &Line, seen: &mut Seen) -> Option<Reach> {
    let hans = line.hans();
    if hans.len() > LONGEST {
        return None;
    }
    let squeezed = squeeze(hans);
    if squeezed.is_empty() {
        return Some(Reach::Line);
    }
    // A narrated sentence is only furniture when it opens as such a line does.
    let narrated = hans.len() > 30 && hans.contains(&'。') && !hans.contains(&'©') && !introduces(&squeezed);
    let [opening, anywhere] = &*SHAPES;
    let opens = opening.get(squeezed.first()?).and_then(|shapes| shapes.iter().find(|s| fits(s, &squeezed)));
    let found = opens.or_else(|| {
        let shape = squeezed
            .iter()
            .filter(|c| !narrated && OPENINGS.contains(**c))
            .find_map(|c| anywhere.get(c)?.iter().find(|s| fits(s, &squeezed)))?;
        // A line that also holds source or date loses its furniture fields only.
        (!has_kept_field(hans)).then_some(shape)
    });
    let Some(found) = found else {
        return (is_page_number(&squeezed)
            || is_trail(&squeezed)
            || all_words(hans)
            || is_furniture_field(hans)
            || is_ornament(&squeezed))
        .then_some(Reach::Line);
    };
    let text: String = squeezed.iter().collect();
    seen.collection |= COLLECTIONS.iter().any(|w| text.contains(w));
    seen.cut |= CUT.iter().any(|w| text.contains(w));
    Some(found.reach)
}

/// `下面是小编整理的相关范文，希望对大家有所帮助。`: whole sentences that a collecting site puts before a text.
fn introduces(squeezed: &[char]) -> bool {
    if !squeezed.contains(&'编') {
        return false;
    }
    let text: String = squeezed.iter().collect();
    text.contains("小编") && COLLECTORS.iter().any(|w| text.contains(w))
}

/// `第3页`, `- 12 -`, `1 2 3 4 5`, `共3页`.
fn is_page_number(squeezed: &[char]) -> bool {
    squeezed.len() <= 24
        && squeezed.iter().all(|c| c.is_ascii_digit() || matches!(c, '第' | '页' | '共' | '/' | '.' | '…' | '，' | '«' | '»' | '<' | '›' | '‹'))
        && !squeezed.iter().all(|c| matches!(c, '…' | '.' | '，'))
        // A bare year or number may be the text of a cell.
        && (squeezed.len() != 4 || squeezed.contains(&'页'))
}

fn is_ornament(squeezed: &[char]) -> bool {
    !squeezed.iter().any(|c| c.is_alphanumeric())
        && !squeezed.iter().any(|c| {
            matches!(
                c,
                '，' | '。'
                    | '、'
                    | '；'
                    | '：'
                    | '！'
                    | '？'
                    | '”'
                    | '’'
                    | '）'
                    | '》'
                    | ','
                    | '.'
                    | ';'
                    | ':'
                    | ')'
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::line::Layout;

    fn cleaned(s: &str) -> Vec<String> {
        let line = |l: &str| {
            let chars: Vec<char> = l.chars().collect();
            let at = vec![0; chars.len()];
            Line::new(chars, at, Layout::default())
        };
        remove(s.lines().map(line).collect()).0.into_iter().map(|l| l.chars.into_iter().collect()).collect()
    }

    #[test]
    fn furniture_lines_go() {
        for line in [
            "当前位置：首页 > 新闻中心 > 正文",
            "放大 缩小 默认",
            "【打印本页】【关闭窗口】",
            "全文共1500字，阅读大约需要5分钟",
            "- 3 -",
            "分享到： 微信 微博 QQ空间",
            "浏览次数：417 次",
            "字体：[大 中 小]",
            "Copyright © 2012 All Rights Reserved",
            "某ICP备00000000号-1",
            "点击上方蓝字关注我们",
            "上一篇：没有了",
            "首页 | 政务公开 | 组织工作 | 领导讲话",
            "扫一扫在手机打开当前页",
            "▼",
            "— END —",
            "第 1 页 共 3 页",
            "论坛›溪口社区›时政›",
            "溪口网 > 溪口 > 今日溪口",
            "图片新闻：",
            "溪口县融媒体中心 出品",
            "下面是小编为大家整理的在动员会上的讲话,供大家参考。",
        ] {
            assert!(cleaned(line).is_empty(), "{line}: {:?}", cleaned(line));
        }
    }

    #[test]
    fn fields_go_and_the_rest_of_the_line_stays() {
        for (from, to) in [
            (
                "发布日期：2021-12-17 08:52 来源：云岭县融媒体中心 浏览次数：417 字体：【大 中 小】 打印",
                "发布日期：2021-12-17 08:52 来源：云岭县融媒体中心",
            ),
            (
                "2021-02-24 19:27:35 | 来源：云岭日报 | 编辑：钱小满 | 【字号：大 中 小】 | 分享到：微信 微博",
                "2021-02-24 19:27:35 | 来源：云岭日报 | 编辑：钱小满",
            ),
            ("作者：佚名　阅读：32次　【字体：小 大】", "作者：佚名"),
            ("【打印本页】【关闭窗口】 责任编辑：钱小满", "责任编辑：钱小满"),
        ] {
            assert_eq!(cleaned(from), [to], "{from}");
        }
    }

    #[test]
    fn buttons_leave_the_headline() {
        for (from, to) in [
            ("溪口县举行春耕启动仪式 [复制链接]", "溪口县举行春耕启动仪式"),
            ("溪口县举行春耕启动仪式 【打印】【关闭】", "溪口县举行春耕启动仪式"),
            ("溪口县举行春耕启动仪式 38阅读", "溪口县举行春耕启动仪式"),
            ("溪口县举行春耕启动仪式 阅读：38次", "溪口县举行春耕启动仪式"),
            ("溪口县举行春耕启动仪式 [图]", "溪口县举行春耕启动仪式 [图]"),
            ("溪口县开展阅读活动 2019", "溪口县开展阅读活动 2019"),
            ("首页 > 溪口新闻 人气：54 日期：2014/1/10 16:30:10", "日期：2014/1/10 16:30:10"),
            ("当前位置：首页 >> 要闻 来源：溪口日报", "来源：溪口日报"),
        ] {
            assert_eq!(cleaned(from), [to], "{from}");
        }
        let page =
            "• 溪口县文明网站\n• 溪口县网络协会理事单位\n溪口县举行春耕启动仪式\n3月1日，溪口县举行仪式，县长出席。";
        assert_eq!(cleaned(page).len(), 2);
        let column = "图片新闻：\n3月1日，溪口县举行仪式，县长出席。";
        assert_eq!(cleaned(column), ["3月1日，溪口县举行仪式，县长出席。"]);
        let list = "• 溪口县文明网站\n• 溪口县网络协会理事单位";
        assert_eq!(cleaned(list).len(), 2);
    }

    #[test]
    fn words_of_the_text_stay() {
        for line in [
            "会议要求，要打印张贴、分享经验，让更多的人关注征兵。",
            "云岭县召开新闻发布会",
            "2019",
            "要闻简报",
            "无障碍环境建设现场会举行",
            "他说，欢迎大家关注我们。",
        ] {
            assert_eq!(cleaned(line), [line]);
        }
    }
}
