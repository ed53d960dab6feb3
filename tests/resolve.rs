//! Evidence to entities, on small invented heaps of records.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of a test may fail it")]

mod heap;

use heap::{Doc, Heap};
use huiyao::record::{Basis, Capacity, PostStatus};

const HAIDIAN: (&str, &str) = ("海淀区", "110108");
const MINXIAN: (&str, &str) = ("岷县", "621126");
const ZHANGXIAN: (&str, &str) = ("漳县", "621125");
const DINGXI: (&str, &str) = ("定西市", "621100");

/// Somebody who holds a post in the committee of a division.
fn holder(name: &str, place: (&str, &str), seen: &str) -> Doc {
    let mut doc = Doc::new();
    let unit = doc.party(place);
    doc.meeting(&format!("{}会议", place.0), Some(seen), Some(place));
    doc.post(name, unit, "书记", PostStatus::Current);
    doc
}

#[test]
fn one_name_in_one_division_is_one_person() {
    let archive = Heap::of([
        holder("鲁一凡", HAIDIAN, "2019-03-01"),
        holder("鲁一凡", HAIDIAN, "2021-05"),
        holder("鲁一凡", MINXIAN, "2020"),
    ]);
    assert_eq!(archive.people("鲁一凡"), [vec![1, 2], vec![3]]);
    assert_eq!(archive.rows("SELECT division_code FROM officials ORDER BY id"), ["110108", "621126"]);
    assert_eq!(archive.count("SELECT count(*) FROM proposals WHERE kind = 'homonym'"), 1);
    let tenure =
        "SELECT first_seen || ' ' || last_seen || ' ' || documents FROM v_tenures WHERE division_code = '110108'";
    assert_eq!(archive.rows(tenure), ["2019-03-01 2021-05 2"]);
}

#[test]
fn city_and_county_are_one_career_but_two_counties_are_not() {
    let archive = Heap::of([
        holder("鲁一凡", MINXIAN, "2018"),
        holder("鲁一凡", DINGXI, "2019"),
        holder("鲁一凡", ZHANGXIAN, "2020"),
    ]);
    assert_eq!(archive.people("鲁一凡"), [vec![1, 2], vec![3]]);
}

#[test]
fn at_the_same_time_in_city_and_county_are_two() {
    let mut docs = vec![];
    for year in 2015..2020 {
        docs.push(holder("鲁一凡", MINXIAN, &format!("{year}-03-01")));
        docs.push(holder("鲁一凡", DINGXI, &format!("{year}-06-01")));
    }
    assert_eq!(Heap::of(docs).people("鲁一凡").len(), 2);
}

#[test]
fn a_stated_move_joins_two_counties() {
    let mut appointed = holder("鲁一凡", MINXIAN, "2020-02");
    let there = appointed.party(ZHANGXIAN);
    appointed.post("鲁一凡", there, "书记", PostStatus::Former);
    let archive = Heap::of([
        holder("鲁一凡", ZHANGXIAN, "2018"),
        appointed,
        holder("鲁一凡", MINXIAN, "2021"),
        holder("鲁一凡", HAIDIAN, "2021"),
    ]);
    assert_eq!(archive.people("鲁一凡"), [vec![1, 2, 3], vec![4]]);
}

#[test]
fn two_of_one_document_are_two() {
    let mut doc = Doc::new();
    doc.meeting("海淀区会议", Some("2020-01-01"), Some(HAIDIAN));
    let (committee, bureau) = (doc.party(HAIDIAN), doc.unit("海淀区教育局", Some(HAIDIAN)));
    doc.post("鲁一凡", committee, "书记", PostStatus::Current);
    doc.another("鲁一凡", bureau, "局长");
    let archive = Heap::of([doc, holder("鲁一凡", HAIDIAN, "2021")]);
    assert_eq!(archive.people("鲁一凡"), [vec![1, 2], vec![1]]);
}

#[test]
fn surnames_and_private_persons_are_not_joined() {
    let doc = || {
        let mut doc = Doc::new();
        doc.party(HAIDIAN);
        doc.person("鲁", true, Capacity::Office);
        doc.person("鲁一凡", false, Capacity::Honoured);
        doc.person("鲁一帆", false, Capacity::Private);
        doc
    };
    let archive = Heap::of([doc(), doc()]);
    assert_eq!(archive.rows("SELECT name FROM officials"), ["鲁", "鲁"]);
}

#[test]
fn bare_units_stay_apart_and_national_bodies_are_one() {
    let doc = || {
        let mut doc = Doc::new();
        doc.unit("区委", None);
        doc.unit("国务院办公厅", None);
        doc
    };
    let archive = Heap::of([doc(), doc()]);
    assert_eq!(archive.rows("SELECT name FROM units ORDER BY name"), ["区委", "区委", "国务院办公厅"]);
}

#[test]
fn a_renamed_division_keeps_its_units() {
    let mut docs = vec![];
    for (name, place) in [("静海县委", ("静海县", "120223")), ("静海区委", ("静海区", "120118"))] {
        let mut doc = Doc::new();
        doc.unit(name, Some(place));
        docs.push(doc);
    }
    let archive = Heap::of(docs);
    assert_eq!(archive.rows("SELECT identity FROM units"), ["120118/委"]);
    assert_eq!(archive.rows("SELECT code FROM divisions WHERE level = 'county' ORDER BY code"), ["120118", "120223"]);
}

#[test]
fn a_town_is_known_by_what_its_documents_are_about() {
    let doc = |place| {
        let mut doc = Doc::new();
        doc.party(place);
        doc.town("云溪镇党委", "云溪镇");
        doc
    };
    let archive = Heap::of([doc(HAIDIAN), doc(HAIDIAN), doc(MINXIAN)]);
    let sizes = "SELECT count(*) FROM units u JOIN unit_reports r ON r.unit_id = u.id WHERE u.name = '云溪镇党委' GROUP BY u.id ORDER BY 1";
    assert_eq!(archive.rows(sizes), ["1", "2"]);
}

#[test]
fn a_body_stands_below_the_one_whose_name_begins_its_own() {
    let mut doc = Doc::new();
    doc.party(HAIDIAN);
    doc.unit("海淀区委组织部", Some(HAIDIAN));
    doc.unit("北京市委", Some(("北京市", "110000")));
    let archive = Heap::of([doc]);
    let above = "SELECT u.name || ' ' || p.name FROM units u JOIN units p ON p.id = u.parent_id ORDER BY 1";
    assert_eq!(archive.rows(above), ["海淀区委 北京市委", "海淀区委组织部 海淀区委"]);
}

#[test]
fn former_posts_and_removals_are_no_sightings() {
    let mut doc = Doc::new();
    let unit = doc.party(HAIDIAN);
    doc.meeting("海淀区会议", Some("--01-01"), Some(HAIDIAN));
    doc.post("鲁一凡", unit, "副书记", PostStatus::Former);
    doc.post("鲁一凡", unit, "常委", PostStatus::Removed);
    doc.post("鲁一凡", unit, "书记", PostStatus::Elected);
    let archive = Heap::of([doc]);
    assert_eq!(archive.count("SELECT count(*) FROM posts"), 3);
    // A day without year is no first sighting.
    assert_eq!(archive.rows("SELECT title || coalesce(first_seen, '?') FROM v_tenures"), ["书记?"]);
}

fn report(name: &str, held: Option<&str>, place: Option<(&str, &str)>, people: &[&str]) -> Doc {
    let mut doc = Doc::new();
    doc.meeting(name, held, place);
    people.iter().for_each(|name| doc.attend(name, 1));
    doc
}

#[test]
fn reports_of_one_event_merge_and_keep_what_they_claim() {
    let mut first = report("海淀区“八一”军政座谈会", Some("2020-07-29"), Some(HAIDIAN), &[]);
    first.published("2020-07-30");
    let archive = Heap::of([
        first,
        report("2020年海淀区八一军政座谈会", Some("2020-07-29"), Some(HAIDIAN), &[]),
        report("海淀区八一军政座谈会", Some("--07-29"), Some(HAIDIAN), &[]),
    ]);
    assert_eq!(archive.meetings(), [vec![1, 2, 3]]);
    assert_eq!(archive.rows("SELECT held_on || ' ' || name FROM meetings"), ["2020-07-29 2020年海淀区八一军政座谈会"]);
    let claims = "SELECT value || ' ' || chosen FROM meeting_claims WHERE field = 'held_on' ORDER BY 1";
    assert_eq!(archive.rows(claims), ["--07-29 0", "2020-07-29 1", "2020-07-29 1"]);
}

#[test]
fn the_same_people_speak_for_one_event_and_others_against() {
    let (leaders, others) = (["鲁一凡", "尤小舟", "戚长风"], ["柏文远", "苗秀林", "项庆余"]);
    let archive = Heap::of([
        report("海淀区双拥工作座谈会", Some("2020-07-29"), Some(HAIDIAN), &leaders),
        report("海淀区军地双拥座谈会", Some("2020-07-29"), Some(HAIDIAN), &leaders),
        report("海淀区双拥宣传座谈会", Some("2020-07-29"), Some(HAIDIAN), &others),
        report("海淀区经济形势座谈会", Some("2020-07-29"), Some(HAIDIAN), &leaders),
        // Without a place: the people decide.
        report("双拥工作座谈会", Some("2020-07-29"), None, &leaders),
    ]);
    assert_eq!(archive.meetings(), [vec![1, 2, 5], vec![3], vec![4]]);
}

#[test]
fn an_inferred_day_may_be_wrong_by_one() {
    let leaders = ["鲁一凡", "尤小舟", "戚长风"];
    let mut inferred = report("海淀区八一军政座谈会", Some("2020-07-30"), Some(HAIDIAN), &leaders);
    inferred.record.meetings[0].held_basis = Some(Basis::Inferred);
    let archive = Heap::of([
        report("海淀区八一军政座谈会", Some("2020-07-29"), Some(HAIDIAN), &leaders),
        inferred,
        report("海淀区八一军政座谈会", Some("2020-07-28"), Some(HAIDIAN), &leaders),
    ]);
    assert_eq!(archive.meetings(), [vec![1, 2], vec![3]]);
}

#[test]
fn different_events_stay_apart() {
    let name = "八一军政座谈会";
    let mut two = report(name, Some("2020-07-29"), Some(HAIDIAN), &[]);
    two.meeting(name, Some("2020-07-29"), Some(HAIDIAN));
    let mut third = report(name, Some("2020-07-28"), Some(MINXIAN), &[]);
    third.meeting(name, None, None);
    let mut fourth = report("河长制工作汇报", Some("2020-07-30"), Some(HAIDIAN), &[]);
    fourth.meeting(name, None, None);
    // Two of one document, another day, another place, another subject on the same day, nothing but the name.
    let archive = Heap::of([two, report(name, Some("2020-07-30"), Some(HAIDIAN), &[]), third, fourth]);
    assert_eq!(archive.count("SELECT count(*) FROM meetings"), 7);
}

#[test]
fn divisions_come_with_those_above() {
    let mut doc = Doc::new();
    doc.unit("岷县县委", Some(MINXIAN));
    doc.unit("无名区委", Some(("无名区", "999901")));
    let archive = Heap::of([doc]);
    let codes = "SELECT code || ' ' || coalesce(parent_code, '-') FROM divisions ORDER BY code";
    // 岷县 lay in two other prefectures before.
    let expected = ["620000 -", "621100 620000", "621126 621100", "622400 620000", "622429 622400", "622600 620000"];
    let found = archive.rows(codes);
    assert_eq!(
        (&found[..6], &found[6..]),
        (&expected.map(String::from)[..], &["622622 622600", "999901 -"].map(String::from)[..])
    );
    assert_eq!(archive.rows("SELECT name FROM division_names WHERE code = '999901'"), ["无名区"]);
}

#[test]
fn keys_lead_to_entities() {
    let archive = Heap::of([holder("鲁一凡", HAIDIAN, "2019-03-01"), holder("鲁一凡", HAIDIAN, "2021-05")]);
    let lost =
        "SELECT key FROM (SELECT key FROM units UNION ALL SELECT key FROM officials UNION ALL SELECT key FROM meetings)
        WHERE key NOT IN (SELECT key FROM keys)";
    assert!(archive.rows(lost).is_empty());
    let least = "SELECT o.key FROM officials o JOIN official_reports r ON r.official_id = o.id GROUP BY o.id HAVING min(r.ref) <> o.key";
    assert!(archive.rows(least).is_empty());
}
