//! Inputs gone wrong: bytes flipped, cut, spliced, tags broken, encodings mixed.

/// A stream of numbers, the same everywhere (xorshift).
pub struct Chance(u64);

impl Chance {
    /// The stream of `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// From 0 to below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap_or(0)
    }
}

/// Pieces that mean something to one of the readers.
const TOKENS: &[&str] = &[
    "<div>",
    "</div>",
    "<p",
    ">",
    "<!--",
    "-->",
    "<script>",
    "<table><tr><td>",
    "&nbsp;",
    "&#x",
    "&#1114112;",
    "<title>",
    "“",
    "”",
    "‘",
    "（",
    "(zhāng)",
    "(APEC)",
    "》",
    "《",
    "、",
    "：",
    "。",
    "\u{200b}",
    "\u{feff}",
    "\u{0}",
    "\r\n",
    "\n\n",
    "　　",
    "\u{fffd}",
    "2019年13月32日",
    "二〇一九年七月",
    "7月29日上午",
    "昨日",
    "县委书记",
    "副县长",
    "王建国",
    "主持会议",
    "强调，",
    "要求：",
    "说：“",
    "同志们：",
    "一、",
    "来源：",
    "记者",
    "第三届",
    "XX",
    "县",
    "区委",
    "PK\u{3}\u{4}",
    "WARC/1.0\r\n",
    "Content-Length: 99999999999\r\n",
    "\r\n\r\n",
    "{\"text\":",
    "\"",
    ",",
    "\t",
    "\\u0000",
    "[[",
    "}",
    "NEAR(",
    "*",
    "OR",
    "-",
    "^",
    "\"\"",
    "著",
    "乾",
    "𠮷",
    "é",
    "🀄",
];

/// A mutant of one of `corpus`.
pub fn mutant(corpus: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = corpus[chance.below(corpus.len())].clone();
    for _ in 0..=chance.below(6) {
        mutate(&mut bytes, corpus, chance);
    }
    bytes.truncate(200_000);
    bytes
}

fn mutate(bytes: &mut Vec<u8>, corpus: &[Vec<u8>], chance: &mut Chance) {
    let at = chance.below(bytes.len() + 1);
    match chance.below(9) {
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << chance.below(8);
            }
        }
        1 => bytes.truncate(at),
        2 => drop(bytes.drain(..at)),
        3 => {
            let end = (at + chance.below(200)).min(bytes.len());
            bytes.drain(at.min(end)..end);
        }
        4 => {
            let end = (at + chance.below(400)).min(bytes.len());
            let piece = bytes[at.min(end)..end].to_vec();
            let to = chance.below(bytes.len() + 1);
            let times = 1 + chance.below(4);
            bytes.splice(to..to, piece.repeat(times));
        }
        5 => {
            let other = &corpus[chance.below(corpus.len())];
            let from = chance.below(other.len() + 1);
            let to = (from + chance.below(2000)).min(other.len());
            bytes.splice(at..at, other[from..to].iter().copied());
        }
        6 | 7 => {
            let token = TOKENS[chance.below(TOKENS.len())].as_bytes();
            bytes.splice(at..at, token.iter().copied());
        }
        _ => {
            // The rest in another encoding.
            let tail = String::from_utf8_lossy(&bytes[at..]).into_owned();
            let other = match chance.below(3) {
                0 => encoding_rs::GB18030.encode(&tail).0.into_owned(),
                1 => encoding_rs::BIG5.encode(&tail).0.into_owned(),
                _ => tail.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            };
            bytes.truncate(at);
            bytes.extend(other);
        }
    }
}
