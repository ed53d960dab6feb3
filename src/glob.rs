//! Patterns for the paths of documents: `*` and `?` stand for characters other than `/`, `**` for any; a pattern that ends
//! in `/` means all below.

/// Whether `path` has the shape of `glob`.
pub fn fits(glob: &str, path: &str) -> bool {
    let whole;
    let glob = if glob.ends_with('/') {
        whole = format!("{glob}**");
        whole.as_str()
    } else {
        glob
    };
    let glob: Vec<Piece> = pieces(glob);
    let path: Vec<char> = path.chars().collect();
    let (mut g, mut p) = (0, 0);
    // Where to go on after a mismatch: the star and how far into the path it reaches.
    let mut stars: Vec<(usize, usize)> = Vec::new();
    loop {
        let step = match (glob.get(g), path.get(p)) {
            (None, None) => return true,
            (Some(star @ (Piece::Star | Piece::Stars)), _) => {
                // A later star reaches whatever an earlier one of its kind could, `**` whatever any could: at most one
                // of each is ever tried again.
                stars.retain(|(earlier, _)| *star == Piece::Star && glob[*earlier] == Piece::Stars);
                stars.push((g, p));
                g += 1;
                continue;
            }
            (Some(Piece::Any), Some(c)) => *c != '/',
            (Some(Piece::Char(a)), Some(b)) => a == b,
            _ => false,
        };
        if step {
            g += 1;
            p += 1;
            continue;
        }
        loop {
            let Some((star, taken)) = stars.pop() else { return false };
            let more = path.get(taken).is_some_and(|c| glob[star] == Piece::Stars || *c != '/');
            if more {
                stars.push((star, taken + 1));
                g = star + 1;
                p = taken + 1;
                break;
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Char(char),
    Any,
    Star,
    Stars,
}

fn pieces(glob: &str) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(glob.len());
    for c in glob.chars() {
        match (c, out.last()) {
            ('*', Some(Piece::Star)) => {
                out.pop();
                out.push(Piece::Stars);
            }
            ('*', Some(Piece::Stars)) => {}
            ('*', _) => out.push(Piece::Star),
            ('?', _) => out.push(Piece::Any),
            (c, _) => out.push(Piece::Char(c)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (glob, path, expected) in [
            ("pages/**", "pages/a/b.html", true),
            ("pages/", "pages/a/b.html", true),
            ("pages/*", "pages/a/b.html", false),
            ("pages/*.html", "pages/b.html", true),
            ("pages/?.html", "pages/b.html", true),
            ("pages/?.html", "pages//.html", false),
            ("**/b.html", "pages/a/b.html", true),
            ("*/a/*", "pages/a/b.html", true),
            ("*a*b*", "xaxbx", true),
            ("*a*b", "xaxbx", false),
            ("**/*-2019*/**.txt", "x/y/z-2019-a/q/r.txt", true),
            ("a", "a", true),
            ("", "", true),
        ] {
            assert_eq!(fits(glob, path), expected, "{glob} {path}");
        }
    }

    #[test]
    fn a_pattern_of_many_stars_ends() {
        assert!(!fits(&"*a".repeat(30), &"a".repeat(25)));
        assert!(!fits(&format!("{}b", "*a**a".repeat(12)), &"a".repeat(2000)));
    }
}
