//! `--corrections`: what is wrong, set, suppressed, merged, split, renamed; what happens to lines that fit nothing.

use super::supplying::Desk;

const A: &str = "安吉县召开双拥工作座谈会\n发布时间：2019-08-02\n7月30日，安吉县召开双拥工作座谈会。县委书记柳明远主持会议。\
    柳明远强调，要做好优抚工作。县长高云岭讲话。";
const B: &str = "安吉县举行征兵动员会\n发布时间：2019-06-12\n6月11日，安吉县举行征兵工作动员会。县长高云领讲话。\
    县委书记柳明远主持会议。（记者 柳明远）";
const C: &str =
    "安吉县举行退役军人工作会议\n发布时间：2020-06-12\n6月11日，安吉县举行退役军人工作会议。县委书记柳明远主持会议。";

fn desk() -> Desk {
    let desk = Desk::new(&[("a.txt", A), ("b.txt", B), ("c.txt", C)]);
    desk.does(&["build", "heap", "-o", "a.db"]);
    desk
}

/// The ref of the one row that a condition finds.
fn reference(desk: &Desk, sql: &str) -> String {
    let found = desk.ask("a.db", sql);
    assert!(!found.is_empty() && !found.contains('\n'), "{sql}: {found}");
    found
}

fn person(desk: &Desk, name: &str, document: &str) -> String {
    let sql = format!(
        "select r.ref from official_reports r join documents d on d.id = r.document_id \
         where r.name = '{name}' and d.path = 'heap/{document}.txt'"
    );
    reference(desk, &sql)
}

fn correct(desk: &Desk, lines: &str) -> (i32, String) {
    desk.write("fixes.tsv", &format!("# reviewed\naction\ttarget\tvalue\twas\n{lines}\n"));
    let (code, _, err) = desk.run(&["build", "heap", "-o", "a.db", "--corrections", "fixes.tsv"]);
    (code, err)
}

#[test]
fn people_are_merged_renamed_and_split() {
    let desk = desk();
    let bare = desk.hash("a.db");
    let (right, misprint) = (person(&desk, "高云岭", "a"), person(&desk, "高云领", "b"));
    let (one, other) = (person(&desk, "柳明远", "a"), person(&desk, "柳明远", "c"));
    let meeting = reference(&desk, "select ref from meeting_reports where held_on = '2019-06-11'");
    let unit = reference(&desk, "select min(ref) from unit_reports where name = '安吉县委'");
    assert_eq!(desk.ask("a.db", "select count(distinct official_id) from official_reports where name = '柳明远'"), "1");
    let lines = format!(
        "merge\t{right}\t{misprint}\t高云岭\nrename\t{right}\t高云岭\nsplit\t{other}\t{one}\n\
         rename\t{meeting}\t二〇一九年征兵动员会\nrename\t{unit}\t中共安吉县委"
    );
    let (code, err) = correct(&desk, &lines);
    assert!(code == 0 && err.contains("corrections applied: 5"), "{err}");
    let merged = "select count(distinct o.id), min(o.name) from official_reports r join officials o on o.id = r.official_id \
                  where r.name like '高云%'";
    assert_eq!(desk.ask("a.db", merged), "1,高云岭");
    assert_eq!(desk.ask("a.db", "select count(distinct official_id) from official_reports where name = '柳明远'"), "2");
    assert_eq!(desk.ask("a.db", "select count(*) from meetings where name = '二〇一九年征兵动员会'"), "1");
    assert_eq!(desk.ask("a.db", "select count(*) from units where name = '中共安吉县委'"), "1");
    assert_eq!(
        desk.ask("a.db", "select group_concat(line || action, ' ') from corrections"),
        "3merge 4rename 5split 6rename 7rename"
    );
    desk.does(&["check", "a.db", "--full"]);
    // The same again changes nothing; a fresh build gives the same.
    let corrected = desk.hash("a.db");
    let (_, err) = correct(&desk, &lines);
    assert!(!err.contains("applied"), "{err}");
    desk.does(&["build", "heap", "-o", "fresh.db", "--corrections", "fixes.tsv"]);
    assert_eq!(desk.hash("fresh.db"), corrected);
    // Without them the program asks; taken back, all is as it was.
    let (code, _, err) = desk.run(&["build", "heap", "-o", "a.db"]);
    assert!(code == 2 && err.contains("--corrections FILE") && err.contains("--uncorrected"), "{err}");
    desk.does(&["build", "heap", "-o", "a.db", "--uncorrected"]);
    assert_eq!(desk.hash("a.db"), bare);
}

#[test]
fn wrong_facts_go_dates_are_set_and_come_back() {
    let desk = desk();
    let bare = desk.hash("a.db");
    let role = reference(
        &desk,
        "select a.ref from attendances a join official_reports r on r.id = a.official_report_id \
         where r.name = '高云岭' and a.role = 'spoke'",
    );
    let speaker = person(&desk, "柳明远", "a");
    let meeting = reference(&desk, "select ref from meeting_reports where held_on = '2019-07-30'");
    let lines = format!(
        "wrong\t{role}\t\t高云岭\nwrong\t{speaker}\nset\t{meeting}\t2019-07-31\t2019-07-30\nwrong\trule:byline\theap/nowhere/"
    );
    let (code, err) = correct(&desk, &lines);
    assert!(code == 2 && err.contains("fixes.tsv:6: rule byline read nothing"), "{err}");
    assert_eq!(desk.hash("a.db"), bare);
    let (code, err) = correct(&desk, lines.rsplit_once('\n').unwrap().0);
    assert_eq!(code, 0, "{err}");
    let gone = format!("select count(*) from attendances where ref = '{role}'");
    assert_eq!(desk.ask("a.db", &gone), "0");
    // Who is none says nothing; the words stay.
    let quote = "select q.speaker_kind, q.speaker is null, q.text like '%优抚%' from quotes q \
                 join documents d on d.id = q.document_id where d.path = 'heap/a.txt'";
    assert_eq!(desk.ask("a.db", quote), "unknown,1,1");
    assert_eq!(
        desk.ask("a.db", "select held_on, held_basis from meetings where held_on like '2019-07%'"),
        "2019-07-31,supplied"
    );
    desk.does(&["check", "a.db", "--full"]);
    // A document that changed is corrected as it reads now: the line no longer fits.
    desk.write("heap/a.txt", &A.replace("高云岭", "汪海潮"));
    let (code, _, err) = desk.run(&["build", "heap", "-o", "a.db", "--corrections", "fixes.tsv"]);
    assert!(code == 2 && err.contains("fixes.tsv:3") && err.contains("not in the archive (any more)"), "{err}");
    desk.write("heap/a.txt", A);
    desk.does(&["build", "heap", "-o", "a.db", "--uncorrected"]);
    assert_eq!(desk.hash("a.db"), bare);
}

#[test]
fn a_suppressed_name_appears_nowhere() {
    let desk = desk();
    let (code, err) = correct(&desk, "suppress\t柳明远");
    assert_eq!(code, 0, "{err}");
    let tables = desk.ask(
        "a.db",
        "select group_concat(m.name || '.' || c.name, ' ') from sqlite_schema m, pragma_table_info(m.name) c \
         where m.type in ('table', 'view') and m.name not like '%fts%' and m.name not like 'documents%' \
         and m.name not in ('sqlar', 'v_texts', 'readings', 'quotes_fenced') and c.type in ('TEXT', '')",
    );
    for column in tables.split(' ') {
        let (table, name) = column.split_once('.').unwrap();
        let sql = format!("select count(*) from \"{table}\" where instr(\"{name}\", '柳明远')");
        assert_eq!(desk.ask("a.db", &sql), "0", "{column}");
    }
    let (code, out, _) = desk.run(&["search", "a.db", "优抚", "--quotes", "-f", "csv"]);
    assert!(code == 0 && !out.contains("柳明远"), "{out}");
    assert_eq!(desk.ask("a.db", "select count(*) from corrections"), "0");
    assert_eq!(desk.ask("a.db", "select count(*) from quotes"), "1");
    desk.does(&["check", "a.db", "--full"]);
    // Forgetting the file does not bring the name back.
    let (code, _, err) = desk.run(&["build", "heap", "-o", "a.db"]);
    assert!(code == 2 && err.contains("--corrections"), "{err}");
}

#[test]
fn lines_that_fit_nothing_stop_the_run() {
    let desk = desk();
    let bare = desk.hash("a.db");
    let one = person(&desk, "柳明远", "a");
    for (line, expected) in [
        ("wrong\t0123456789abcdef-o1".to_owned(), "fixes.tsv:3: 0123456789abcdef-o1 is not in the archive"),
        (format!("wrong\t{}9", one), "is not in the archive"),
        (format!("rename\t{one}\t柳明元\t高云岭"), "says “柳明远 office”, not “高云岭”"),
        ("suppress\t欧阳无名".to_owned(), "fixes.tsv:3: nobody is called 欧阳无名"),
        (format!("merge\t{one}"), "fixes.tsv:3: the value is missing"),
    ] {
        let (code, err) = correct(&desk, &line);
        assert!(code == 2 && err.contains(expected), "{line}: {err}");
    }
    assert_eq!(desk.hash("a.db"), bare);
}

#[test]
fn a_rehearsal_shows_every_line() {
    let desk = desk();
    let bare = desk.hash("a.db");
    let one = person(&desk, "柳明远", "a");
    desk.write("fixes.tsv", &format!("action\ttarget\nwrong\t{one}\nsuppress\t高云岭\n"));
    let err = desk.does(&["build", "heap", "-o", "a.db", "--corrections", "fixes.tsv", "--dry-run"]);
    assert!(
        err.contains(&format!("fixes.tsv:2: wrong {one}: 1 rows")) && err.contains("fixes.tsv:3: suppress"),
        "{err}"
    );
    assert_eq!(desk.hash("a.db"), bare);
}
