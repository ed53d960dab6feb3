//! Script of a text and its Simplified form, character for character.
//!
//! Accepted: `縣委書記強調` → `县委书记强调`, `著力` → `着力`, `乾淨` → `干净`. Left alone: text that is Simplified already
//! (`显著` must not become `显着`), names and places (`乾安縣` → `乾安县`, `魏徵`, `甯`).
//! Reads `lexicon/simplification.tsv` for what the conversion tables of OpenCC (crate hanconv) get wrong.

use crate::{
    lexicon::{self, ByChar},
    record::Script,
};
use std::sync::LazyLock;

/// To which script a character belongs when it belongs to one only.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Own {
    Simplified,
    Traditional,
}

/// For every character that exists in one script only, which; index from U+4E00.
static OWN: LazyLock<Vec<Option<Own>>> = LazyLock::new(|| {
    let mut own = vec![None; 0x9FFF - 0x4E00 + 1];
    let mut mark = |dictionary: hanconv::RawDictionary, script| {
        for (from, to) in dictionary.var_iter() {
            let (mut chars, key) = (from.chars(), from);
            if let (Some(c), None) = (chars.next(), chars.next())
                && !to.contains(&key)
                && let Some(slot) = own.get_mut((c as usize).wrapping_sub(0x4E00))
            {
                *slot = if slot.is_none() { Some(script) } else { None };
            }
        }
    };
    mark(hanconv::RawDictionary::TSCharacters, Own::Traditional);
    mark(hanconv::RawDictionary::STCharacters, Own::Simplified);
    own
});

/// Numbers of characters that are (Simplified only, Traditional only).
pub fn count(chars: &[char]) -> (usize, usize) {
    let own = OWN.as_slice();
    let of = |c: char| own.get((c as usize).wrapping_sub(0x4E00)).copied().flatten();
    chars.iter().fold((0, 0), |(s, t), c| match of(*c) {
        Some(Own::Simplified) => (s + 1, t),
        Some(Own::Traditional) => (s, t + 1),
        None => (s, t),
    })
}

/// The Simplified form of a paragraph, as long as the original; `None` when it is the same.
///
/// A paragraph is converted when at least a fifth of the characters that tell are Traditional: a Simplified page may
/// hold 昇 or 鎔 in a name, a Traditional one in scraped copies a few Simplified characters.
pub fn simplified(chars: &[char]) -> Option<Vec<char>> {
    let (simple, traditional) = count(chars);
    if traditional == 0 || traditional * 4 < simple {
        return None;
    }
    let text: String = chars.iter().collect();
    let mut out: Vec<char> = hanconv::t2s(&text).chars().collect();
    if out.len() != chars.len() {
        out = chars.iter().map(|c| one(*c)).collect();
    }
    correct(chars, &mut out);
    (out != chars).then_some(out)
}

fn one(c: char) -> char {
    let s = hanconv::t2s(c.to_string());
    let mut chars = s.chars();
    match (chars.next(), chars.next()) {
        (Some(x), None) => x,
        _ => c,
    }
}

/// A word in which a character is simplified in its own way.
struct Correction {
    /// The word in Simplified except for the character itself.
    word: Vec<char>,
    /// Where in the word the character stands.
    at: usize,
    /// What it becomes.
    result: char,
}

static CORRECTIONS: LazyLock<ByChar<Correction>> = LazyLock::new(|| {
    let mut corrections: Vec<(char, Correction)> = Vec::new();
    for row in lexicon::rows(include_str!("../../lexicon/simplification.tsv")) {
        let [key, result, words] = row[..] else { continue };
        let (Some(key), Some(result)) = (key.chars().next(), result.chars().next()) else { continue };
        for word in words.split(' ') {
            let word: Vec<char> = word.chars().collect();
            let Some(at) = word.iter().position(|c| *c == key) else { continue };
            corrections.push((key, Correction { word, at, result }));
        }
    }
    corrections.sort_by_key(|(_, c)| std::cmp::Reverse(c.word.len()));
    corrections.into_iter().collect()
});

fn correct(original: &[char], out: &mut [char]) {
    for i in 0..original.len() {
        // The longest word decides; a row of the character alone is the default.
        if let Some(c) = CORRECTIONS.of(original[i]).iter().find(|c| stands(c, original, out, i)) {
            out[i] = c.result;
        }
    }
}

fn stands(c: &Correction, original: &[char], out: &[char], i: usize) -> bool {
    let Some(start) = i.checked_sub(c.at) else { return false };
    start + c.word.len() <= out.len()
        && c.word.iter().enumerate().all(|(k, w)| if k == c.at { original[i] == *w } else { out[start + k] == *w })
}

/// Script of the whole, from the paragraphs: `mixed` when each script has paragraphs of its own that hold a tenth of
/// the characters that tell.
pub fn script<'a>(paragraphs: impl Iterator<Item = &'a [char]>) -> Script {
    let (mut hans, mut hant) = (0, 0);
    for paragraph in paragraphs {
        let (s, t) = count(paragraph);
        // The weight of a paragraph goes to the script that prevails in it.
        if t > s { hant += s + t } else { hans += s + t }
    }
    let all = hans + hant;
    if hant * 10 <= all {
        Script::Hans
    } else if hans * 10 < all {
        Script::Hant
    } else {
        Script::Mixed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hans(s: &str) -> String {
        let chars: Vec<char> = s.chars().collect();
        simplified(&chars).unwrap_or(chars).iter().collect()
    }

    #[test]
    fn words_that_the_tables_get_wrong_are_mended() {
        for (from, to) in [
            ("會議強調，要著力抓好、著眼長遠，取得顯著成績", "会议强调，要着力抓好、着眼长远，取得显著成绩"),
            ("乾安縣委書記、乾縣縣長要求弄乾淨、講乾貨", "乾安县委书记、乾县县长要求弄干净、讲干货"),
            ("魏徵與甯某談徵兵", "魏徵与甯某谈征兵"),
            ("關於單位瞭解情況並答覆羣衆", "关于单位了解情况并答复群众"),
            ("於是縣長鬍某發言，人蔘加", "于是县长胡某发言，人参加"),
        ] {
            assert_eq!(hans(from), to);
        }
    }

    #[test]
    fn simplified_text_is_left_alone() {
        for text in ["显著成绩、著名学者、乾安县、魏徵、瞭望塔", "朱某鎔同志出席会议并讲话，要求抓好落实"]
        {
            assert_eq!(hans(text), text);
        }
    }
}
