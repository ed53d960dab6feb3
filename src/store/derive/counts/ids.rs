//! Row ids of millions of rows, and what belongs to each, in few bytes.

/// Row ids of a table in ascending order. What belongs to a row stands at the place of its id.
#[derive(Default)]
pub struct Ids(Vec<i64>);

/// Instead of the place of a row: there is none. Half the size of an `Option`, of which there would be millions.
pub const NONE: u32 = u32::MAX;

impl Ids {
    /// `id` is greater than those before it.
    pub fn push(&mut self, id: i64) {
        self.0.push(id);
    }

    /// The place of `id`, or [`NONE`].
    pub fn place(&self, id: i64) -> u32 {
        // Few rows ever go, so that an id is mostly as far from the first as its row.
        let guess = self.0.first().and_then(|first| usize::try_from(id.checked_sub(*first)?).ok());
        let at_guess = guess.filter(|guess| self.0.get(*guess) == Some(&id));
        let place = at_guess.or_else(|| self.0.binary_search(&id).ok());
        place.and_then(|place| u32::try_from(place).ok()).unwrap_or(NONE)
    }

    /// The place of an id that may be missing, or [`NONE`].
    pub fn maybe(&self, id: Option<i64>) -> u32 {
        id.map_or(NONE, |id| self.place(id))
    }

    /// The id at a place.
    pub fn id(&self, place: u32) -> i64 {
        self.0.get(place as usize).copied().unwrap_or(0)
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// What belongs to the rows of a table, by row id.
pub struct ById<V> {
    ids: Ids,
    values: Vec<V>,
}

impl<V> ById<V> {
    /// `rows` in any order, each once.
    pub fn new(mut rows: Vec<(i64, V)>) -> Self {
        rows.sort_unstable_by_key(|(id, _)| *id);
        let (ids, values) = rows.into_iter().unzip();
        Self { ids: Ids(ids), values }
    }

    /// What belongs to `id`.
    pub fn get(&self, id: i64) -> Option<&V> {
        self.values.get(self.ids.place(id) as usize)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, id: i64) -> Option<&mut V> {
        self.values.get_mut(self.ids.place(id) as usize)
    }
}
