//! People as documents name them: who they are, what offices they hold, on which side they stand.

use super::{
    Sql,
    base::{Base, Ids},
    each,
    units::Kinds,
};
use rusqlite::Connection;

/// Soldiers and civilians among those who are at an event, or one of them by the posts.
#[derive(Clone, Copy, Default)]
pub struct Sides(u8);

impl Sides {
    /// A military unit, or a military post that is held.
    const MILITARY: u8 = 1;
    /// A military post that is held or was; at an event: a unit, or somebody with such a post and no civil one.
    const SOLDIER: u8 = 2;
    /// A post in Party, government, congress or consultative conference.
    const CIVIL: u8 = 4;

    /// Where somebody stands who holds a post in a body of this kind.
    pub fn of_kind(kind: &str) -> Self {
        match kind {
            "military" => Self(Self::MILITARY | Self::SOLDIER),
            "party" | "government" | "congress" | "consultative" => Self(Self::CIVIL),
            _ => Self(0),
        }
    }

    /// Where somebody stands who held that post once.
    fn once(self) -> Self {
        Self(self.0 & !Self::MILITARY)
    }

    /// What the body adds to an event at which it is represented.
    pub fn armed(self) -> Self {
        Self(self.0 & !Self::CIVIL)
    }

    /// What a person with all these posts adds to an event.
    pub fn of_person(self) -> Self {
        if self.0 & Self::CIVIL == 0 { self } else { Self(self.0 & !Self::SOLDIER) }
    }

    /// Both together.
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the army is there.
    pub fn is_military(self) -> bool {
        self.0 & Self::MILITARY != 0
    }

    /// Whether soldiers and civilians are there.
    pub fn is_mixed(self) -> bool {
        self.0 & Self::SOLDIER != 0 && self.0 & Self::CIVIL != 0
    }
}

/// Sorts of offices as bits by their numbers; there are fewer than twenty.
#[derive(Clone, Copy, Default)]
pub struct Offices(u64);

impl Offices {
    fn with(self, office: u8) -> Self {
        Self(self.0 | 1u64.checked_shl(u32::from(office)).unwrap_or(0))
    }

    /// Those of both.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Their numbers, ascending.
    pub fn numbers(self) -> impl Iterator<Item = u8> {
        (0..64).filter(move |n| self.0 & (1u64 << n) != 0)
    }
}

/// A person in one document.
pub struct Person {
    /// Place of the person as an entity, or [`super::base::NONE`].
    pub official: u32,
    pub document: i64,
    /// Posts that are not past.
    pub offices: Offices,
    pub sides: Sides,
}

/// People with their row ids.
pub struct People {
    pub ids: Ids,
    pub rows: Vec<Person>,
}

/// Reads them with their posts.
pub fn read(c: &Connection, base: &Base, kinds: Kinds) -> Sql<People> {
    let mut people = People { ids: Ids::default(), rows: vec![] };
    each(c, sql!("../../../counts/rows/official_reports"), [], |row| {
        people.ids.push(row.get(0)?);
        people.rows.push(Person {
            official: base.official_ids.maybe(row.get(1)?),
            document: row.get(2)?,
            offices: Offices::default(),
            sides: Sides::default(),
        });
        Ok(())
    })?;
    each(c, sql!("../../../counts/rows/post_reports"), [], |row| {
        let Some(person) = people.rows.get_mut(people.ids.place(row.get(0)?) as usize) else { return Ok(()) };
        let holds: bool = row.get(3)?;
        if let Some(sides) = kinds.sides.get(kinds.ids.place(row.get(1)?) as usize) {
            person.sides = person.sides.with(if holds { *sides } else { sides.once() });
        }
        if let Some(post) = base.posts.get(base.post_ids.maybe(row.get(2)?) as usize).filter(|_| holds) {
            person.offices = person.offices.with(post.office);
        }
        Ok(())
    })?;
    Ok(people)
}
