//! How a page looks: bare text, whole pages of several makes, fragments; and its dirt.

use super::{article::Article, chance::Chance};
use pinyin::ToPinyin;

/// A page as text, and what its file name ends with.
pub struct Page {
    /// Not yet encoded.
    pub text: String,
    /// `txt`, `html`, `htm`.
    pub ending: &'static str,
    /// Traditional characters.
    pub traditional: bool,
}

/// Makes a page of an article.
pub fn lay_out(article: &Article, chance: &mut Chance) -> Page {
    let traditional = chance.per_mille(40);
    let annotated = traditional && chance.per_mille(700);
    let write = |text: &str| {
        let text = if traditional { hanconv::s2t(text) } else { text.to_owned() };
        if annotated { annotate(&text) } else { text }
    };
    let article = Article {
        headline: write(&article.headline),
        paragraphs: article.paragraphs.iter().map(|p| write(p)).collect(),
        ..article.clone()
    };
    let (text, ending) = match chance.below(100) {
        0..40 => (plain(&article, chance), "txt"),
        40..50 => (fragment(&article), "txt"),
        50..55 => (spun(&article), "txt"),
        55..75 => (cms(&article, chance), "html"),
        75..90 => (template(&article), "html"),
        _ => (old_table(&article), "htm"),
    };
    Page { text: soil(text, chance), ending, traditional }
}

/// Pinyin in brackets after four characters in ten of those that differ in Simplified text, as such sites have it.
fn annotate(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    for c in text.chars() {
        out.push(c);
        let differs = !hanconv::t2s(c.to_string()).starts_with(c);
        if let (true, Some(reading)) = (differs, c.to_pinyin()) {
            out.push_str(&format!("({})", reading.with_tone()));
        }
    }
    out
}

fn date(article: &Article) -> String {
    let d = article.day;
    format!("{}-{:02}-{:02}", d.year, d.month, d.day)
}

fn plain(a: &Article, chance: &mut Chance) -> String {
    let indent = if chance.per_mille(700) { "　　" } else { "" };
    let line_end = if chance.per_mille(300) { "\r\n" } else { "\n" };
    let mut lines = vec![a.headline.clone()];
    if chance.per_mille(600) {
        lines.push(format!("来源：{}　发布时间：{}　作者：{}", a.publisher, date(a), a.reporter));
    }
    lines.extend(a.paragraphs.iter().map(|p| format!("{indent}{p}")));
    if chance.per_mille(500) {
        lines.push(format!("（责任编辑：{}）", a.editor));
    }
    let text = lines.join(line_end);
    if chance.per_mille(80) { wrapped(&text, 40, line_end) } else { text }
}

/// Broken after so many characters, as old mail programs did.
fn wrapped(text: &str, width: usize, line_end: &str) -> String {
    let lines = text.split(line_end).flat_map(|line| {
        let chars: Vec<char> = line.chars().collect();
        chars.chunks(width).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>()
    });
    lines.collect::<Vec<_>>().join(line_end)
}

fn paragraphs(a: &Article, open: &str, close: &str) -> String {
    a.paragraphs.iter().map(|p| format!("{open}{p}{close}")).collect::<Vec<_>>().join("\n")
}

fn fragment(a: &Article) -> String {
    format!(
        "{}\n<div class=\"content\">{}</div>\n<div>编辑：{}</div>",
        a.headline,
        paragraphs(a, "<p>　　", "</p>"),
        a.editor
    )
}

/// As sites have it that reword the texts of others by machine.
fn spun(a: &Article) -> String {
    let mut out = format!("{0}\n阅读约需3分钟\n{0}\n", a.headline);
    for (n, p) in a.paragraphs.iter().enumerate() {
        if n % 2 == 1 {
            out.push_str(&format!("{}\n", a.headline));
        }
        out.push_str(&format!("{p}\n"));
    }
    out.push_str(&format!(
        "以上内容由本站编辑整理，仅供参考。\n标题：{}\n来源：{}\n地址：http://www.example.com/{}.html\n",
        a.headline,
        a.publisher,
        date(a)
    ));
    out
}

fn cms(a: &Article, chance: &mut Chance) -> String {
    let links: String = (0..12 + chance.below(60))
        .map(|n| {
            format!("<li><a href=\"/art/{n}.html\" title=\"{0}\">{0}</a><span>{1}</span></li>\n", a.headline, date(a))
        })
        .collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\"><title>{headline}_{county}人民政府</title>\n\
<meta name=\"ArticleTitle\" content=\"{headline}\"><meta name=\"PubDate\" content=\"{date} 09:20\"><meta name=\"ContentSource\" content=\"{publisher}\">\n\
<style>body{{font:14px/1.8 宋体}} .nav li{{float:left}} #zoom p{{text-indent:2em}}</style>\n\
<script>var _hmt=_hmt||[];(function(){{var hm=document.createElement('script');hm.src='//example.com/h.js';document.head.appendChild(hm)}})();</script></head>\n\
<body><div class=\"nav\"><ul><li><a href=\"/\">首页</a></li><li><a href=\"/zwgk\">政务公开</a></li><li><a href=\"/bsfw\">办事服务</a></li><li><a href=\"/hdjl\">互动交流</a></li></ul></div>\n\
<div class=\"crumb\">当前位置：<a href=\"/\">首页</a> &gt; <a href=\"/xw\">新闻中心</a></div>\n\
<h1>{headline}</h1><div class=\"info\">发布日期：{date} 09:20　来源：{publisher}　浏览次数：318　字体：[大 中 小]</div>\n\
<div id=\"zoom\">{body}\n<p>（记者 {reporter}）</p></div>\n<div class=\"related\"><h3>相关链接</h3><ul>{links}</ul></div>\n\
<div class=\"share\">分享到：微信 微博 QQ空间</div><div class=\"foot\">主办：{county}人民政府办公室　网站标识码：0000000000<br>ICP备00000000号</div></body></html>",
        headline = a.headline,
        county = a.county.name,
        date = date(a),
        publisher = a.publisher,
        reporter = a.reporter,
        body = paragraphs(a, "<p style=\"text-indent:2em\">　　<span style=\"font-family:仿宋\">", "</span></p>"),
    )
}

fn template(a: &Article) -> String {
    format!(
        "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\"><title>{0}</title></head><body>\n<div class=\"TRS_Editor\"><h3>{0}</h3><div>{1}　{2}</div>\n{3}\n<p>&nbsp;</p></div>\n<div>编辑：{4}</div></body></html>",
        a.headline,
        date(a),
        a.publisher,
        paragraphs(a, "<p>&nbsp;&nbsp;&nbsp;&nbsp;", "</p>"),
        a.editor
    )
}

/// Pages of the first years: tables within tables, breaks instead of paragraphs, tags left open.
fn old_table(a: &Article) -> String {
    format!(
        "<HTML><HEAD><TITLE>{0}</TITLE></HEAD><BODY bgcolor=#ffffff><TABLE width=760><TR><TD><a href=index.asp>首页</a> | <a href=news.asp>新闻</a></TD></TR><TR><TD>\n<TABLE><TR><TD align=center><font size=4><b>{0}</b></font></TD></TR><TR><TD align=center>{1} {2} 阅读次数：12</TD></TR>\n<TR><TD><font size=3>{3}\n</TD></TR></TABLE></TD></TR><TR><TD align=center>版权所有：{4}</TD></TR></TABLE></BODY>",
        a.headline,
        date(a),
        a.publisher,
        paragraphs(a, "　　", "<BR>"),
        a.county.name
    )
}

/// Characters that nobody sees, spaces between characters, text cut off.
fn soil(text: String, chance: &mut Chance) -> String {
    match chance.below(1000) {
        0..40 => text.replace("，", "，\u{200b}"),
        40..60 => text.chars().flat_map(|c| [Some(c), (c == '。').then_some('\0')]).flatten().collect(),
        60..80 => text.chars().flat_map(|c| [Some(c), (c > '\u{4e00}').then_some(' ')]).flatten().collect(),
        80..100 => text.replace('。', "。\u{feff}"),
        100..110 => {
            let keep = text.chars().count() * 2 / 3;
            text.chars().take(keep).collect()
        }
        _ => text,
    }
}
