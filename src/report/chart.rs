//! Bar charts, drawn as SVG by the templates; here only where everything lies. All lengths are whole units of the
//! drawing, which the page scales: no rounding of floating-point numbers can differ between machines.

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

/// A chart of bars that stand (years, months) or lie (kinds).
#[derive(Debug, Serialize)]
pub(super) struct Chart {
    pub(super) title: String,
    /// Size of the drawing.
    pub(super) width: i64,
    pub(super) height: i64,
    /// Where the bars begin: a height for standing, a distance from the left for lying ones.
    pub(super) base: i64,
    pub(super) standing: bool,
    pub(super) bars: Vec<Bar>,
    /// Heading of the labels, for the form without drawing.
    pub(super) of: String,
    /// Heading of the values.
    pub(super) counts: String,
    /// Notes of the whole.
    pub(super) notes: Vec<usize>,
}

/// One bar.
#[derive(Debug, Serialize)]
pub(super) struct Bar {
    pub(super) label: String,
    /// Whether the drawing has room for the label.
    pub(super) named: bool,
    pub(super) value: i64,
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) width: i64,
    pub(super) height: i64,
}

/// What a chart is called.
pub(super) struct Names {
    pub(super) title: String,
    pub(super) of: String,
    pub(super) counts: String,
    pub(super) notes: Vec<usize>,
}

/// Width of a drawing: at this width letters of 12 are legible on a phone and not too large on a page.
const WIDTH: i64 = 440;

/// Height of the tallest standing bar.
const TALL: i64 = 96;

/// Distance of lying bars.
const LINE: i64 = 22;

/// Standing bars; `None` for nothing to show.
pub(super) fn standing(names: Names, values: &[(String, i64)]) -> Option<Chart> {
    let most = values.iter().map(|(_, value)| *value).max().filter(|most| *most > 0)?;
    let count = i64::try_from(values.len()).ok()?;
    let step = (WIDTH / count).min(56);
    let left = (WIDTH - step * count) / 2;
    let base = TALL + 18;
    let bars = values.iter().zip(0..).map(|((label, value), n)| {
        let height = if *value == 0 { 0 } else { (value * TALL / most).max(1) };
        let width = (step * 6 / 10).max(2);
        // In a long row only every fifth has room for its name.
        let named = count <= 12 || label.ends_with(['0', '5']);
        Bar {
            label: label.clone(),
            named,
            value: *value,
            x: left + n * step + (step - width) / 2,
            y: base - height,
            width,
            height,
        }
    });
    Some(chart(names, WIDTH, base + 22, base, true, bars.collect()))
}

/// Lying bars; `None` for nothing to show.
pub(super) fn lying(names: Names, values: &[(String, i64)]) -> Option<Chart> {
    let most = values.iter().map(|(_, value)| *value).max().filter(|most| *most > 0)?;
    let widest = values.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
    // A letter of 12 units takes 12, one of ASCII about half of it.
    let base = (i64::try_from(widest).ok()? * 13 / 2 + 8).min(WIDTH / 2);
    let room = WIDTH - base - 40;
    let bars = values.iter().zip(0..).map(|((label, value), n)| Bar {
        label: label.clone(),
        named: true,
        value: *value,
        x: base,
        y: n * LINE + 4,
        width: if *value == 0 { 0 } else { (value * room / most).max(1) },
        height: LINE - 8,
    });
    let bars: Vec<Bar> = bars.collect();
    let height = i64::try_from(bars.len()).ok()? * LINE + 4;
    Some(chart(names, WIDTH, height, base, false, bars))
}

fn chart(names: Names, width: i64, height: i64, base: i64, standing: bool, bars: Vec<Bar>) -> Chart {
    let Names { title, of, counts, notes } = names;
    Chart { title, width, height, base, standing, bars, of, counts, notes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_in_proportion_and_inside() {
        let names = || Names { title: String::new(), of: String::new(), counts: String::new(), notes: vec![] };
        let values = [("a".to_owned(), 1), ("b".to_owned(), 4), ("c".to_owned(), 0)];
        let chart = standing(names(), &values).unwrap();
        assert_eq!(chart.bars.iter().map(|b| b.height).collect::<Vec<_>>(), [24, 96, 0]);
        let chart = lying(names(), &values).unwrap();
        assert!(chart.bars.iter().all(|b| b.x + b.width <= chart.width && b.y + b.height <= chart.height));
        assert!(standing(names(), &[("a".to_owned(), 0)]).is_none());
    }
}
