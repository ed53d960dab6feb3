//! SQLite's numbers of one to nine bytes: seven bits a byte, the highest first; a ninth byte has eight.

/// Appends `n`.
pub fn put(out: &mut Vec<u8>, n: u64) {
    if n < 0x80 {
        return out.push(n as u8);
    }
    if n >> 56 != 0 {
        (0..8).rev().for_each(|i| out.push((n >> (8 + 7 * i)) as u8 | 0x80));
        return out.push(n as u8);
    }
    let bits = 64 - n.leading_zeros();
    let last = bits.div_ceil(7) - 1;
    (0..=last).rev().for_each(|i| out.push((n >> (7 * i)) as u8 & 0x7f | if i == 0 { 0 } else { 0x80 }));
}

/// The number at the beginning of `bytes` and its length; what is missing counts as nought.
pub fn get(bytes: &[u8]) -> (u64, usize) {
    let mut n = 0;
    for (i, &byte) in bytes.iter().enumerate().take(9) {
        if i == 8 {
            return (n << 8 | u64::from(byte), 9);
        }
        n = n << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return (n, i + 1);
        }
    }
    (n, bytes.len().clamp(1, 9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_got() {
        let around = |bit: u32| [(1u64 << bit) - 1, 1 << bit, (1 << bit) + 1];
        for n in (0..64).flat_map(around).chain([u64::MAX]) {
            let mut bytes = vec![];
            put(&mut bytes, n);
            assert_eq!(get(&bytes), (n, bytes.len()), "{n}");
        }
    }

    #[test]
    fn bytes_are_those_of_the_file_format() {
        let put = |n| {
            let mut bytes = vec![];
            put(&mut bytes, n);
            bytes
        };
        assert_eq!(put(127), [0x7f]);
        assert_eq!(put(128), [0x81, 0x00]);
        assert_eq!(put(1 << 14), [0x81, 0x80, 0x00]);
        assert_eq!(put(u64::MAX), [0xff; 9]);
    }
}
