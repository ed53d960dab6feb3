//! Records to evidence rows. Knows SQL, knows no Chinese rules.
