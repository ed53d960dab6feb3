//! Names in bylines and credits.
//!
//! Reporters: `（记者 【钱小满】 通讯员 【孙大地】）`, `作者：【钱小满】`, `文/图 【钱小满】`, `【钱小满】/文`, `（云岭县人武部 【钱小满】）` at the end of the text,
//! `本报讯 记者【钱小满】报道：`, `本报讯 【钱小满】、特约记者【孙大地】报道：`, `云岭网7月1日讯（【钱小满】）`, `（【钱小满】 通讯员 【孙大地】）` after a dateline.
//! Editors: `责编：【钱小满】`, `（责任编辑　【钱　满】）`.
//! Neither: 校对, 审核, 监制, 一审; 摄影, `记者 钱小满 摄`; offices in place of names (`作者：优抚科`); 记者 in a sentence.
//!
//! Where they stand: [`regions`]; labels and names: [`parser`]; what is a name: [`names`].

mod names;
mod parser;
mod regions;

use crate::{
    extract::Text,
    record::{Basis, Byline, Rule, Span},
};
use parser::Parser;
use regions::regions;

/// Bylines of a document and where they stand.
#[derive(Default)]
pub struct Credits {
    pub reporters: Vec<Byline>,
    pub editors: Vec<Byline>,
    pub spans: Vec<Span>,
}

pub fn credits(text: &Text) -> Credits {
    let mut credits = Credits::default();
    for region in regions(text) {
        let names = Parser::new(text.slice(region.span), region.closing).parse();
        if names.is_credit {
            credits.spans.push(region.span);
        }
        for (editor, start, end, rule) in names.found {
            let offset = region.span.start as usize;
            let name: String = text
                .slice(Span::new(offset + start, offset + end))
                .iter()
                .filter(|c| !c.is_whitespace())
                .map(|c| middle_dot(*c))
                .collect();
            let list = if editor { &mut credits.editors } else { &mut credits.reporters };
            if list.iter().all(|b| b.name != name) {
                list.push(Byline {
                    name,
                    span: Span::new(offset + start, offset + end),
                    rule: Rule::Borrowed(rule),
                    basis: Basis::Stated,
                });
            }
        }
    }
    credits
}

/// All middle dots of names become `·`.
fn middle_dot(c: char) -> char {
    if matches!(c, '•' | '‧' | '・' | '．' | '∙' | '⋅' | '●') { '·' } else { c }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '、' | '，'
                | ','
                | '；'
                | ';'
                | '|'
                | '｜'
                | '丨'
                | '：'
                | ':'
                | '（'
                | '）'
                | '('
                | ')'
                | '【'
                | '】'
                | '['
                | ']'
                | '〔'
                | '〕'
                | '［'
                | '］'
                | '/'
                | '／'
                | '。'
                | '?'
                | '？'
                | '\\'
                | '&'
                | '＆'
                | '-'
                | '—'
                | '＋'
                | '+'
        )
}
