//! Mentions by surname and title: 裴书记, 李副县长, and people of whom only that is printed.

use super::{Draft, Found, is_content};
use crate::{
    extract::{
        annotate::Class,
        posts::{Chain, PrintedPost},
        seats::Seats,
        units::is_han,
    },
    lexicon::names as lexicon,
    record::{PostStatus, Span},
};

impl Found<'_> {
    /// 裴书记, 仇副县长: known people by surname and title, or people known by no more.
    pub(super) fn read_surnames(&mut self, chains: &[Chain], seats: &Seats) {
        for chain in chains {
            let [post] = &chain.posts[..] else { continue };
            if post.unit.is_some() || post.place.is_some() || !is_content(self.text, post.span.start as usize) {
                continue;
            }
            let start = post.span.start as usize;
            let Some(before) = start.checked_sub(1) else { continue };
            let surname = self.text.chars[before];
            let unit = seats.unit_ending_at(before);
            if !lexicon::is_surname(surname) || !(unit.is_some() || self.opens_reference(before)) {
                continue;
            }
            let span = Span::new(before, post.span.end as usize);
            let base = post.entry().word;
            // 王副县长 is not 县长王某; 李局长 may be a deputy, as people are addressed.
            let held = |title: &str| title == post.title || (post.title == base && title.ends_with(base));
            let known = self
                .drafts
                .iter_mut()
                .find(|d| d.name.starts_with(surname) && !d.surname_only && d.posts.iter().any(|p| held(&p.title)));
            if let Some(known) = known {
                known.mentions.push(span);
                continue;
            }
            let sure = lexicon::surname(&[surname]).is_some_and(|w| w > 20);
            let leading = !matches!(post.entry().office, "member" | "staff" | "delegate" | "other");
            if !sure || !leading {
                continue;
            }
            let name = surname.to_string();
            if let Some(same) = self.drafts.iter_mut().find(|d| d.surname_only && d.name == name) {
                same.mentions.push(span);
                continue;
            }
            let printed = vec![PrintedPost { unit: unit.cloned(), ..post.clone() }];
            let posts = seats.resolve(&printed, None, PostStatus::Current);
            self.drafts.push(Draft {
                name,
                surname_only: true,
                span,
                rule: "surname-and-title",
                rank: None,
                capacity: None,
                posts,
                mentions: vec![span],
            });
        }
    }

    /// Whether surname and title may begin at `at`: a mark or a word that ends stands before it.
    fn opens_reference(&self, at: usize) -> bool {
        const NEVER: [char; 14] = ['任', '时', '原', '兼', '代', '老', '新', '正', '全', '各', '该', '和', '于', '由'];
        if NEVER.contains(&self.text.chars[at]) {
            return false;
        }
        at == 0
            || !is_han(self.text.chars[at - 1])
            || self.hits.longest_ending(at, Class::LeftStop).is_some()
            || matches!(
                self.text.chars[at - 1],
                '对' | '请' | '由' | '让' | '和' | '与' | '向' | '随' | '给' | '听' | '我'
            )
    }
}
