-- Views for people who browse. Column names are unambiguous (official_name, meeting_kind). Old versions of a page
-- have no entities and therefore appear in v_evidence only (live = 0).

-- One row per person and event.
CREATE VIEW v_activities AS
  SELECT o.id AS official_id, o.key AS official_key, o.name AS official_name,
    m.id AS meeting_id, m.key AS meeting_key, m.name AS meeting_name, m.kind AS meeting_kind,
    m.held_on, m.held_until, m.held_from, m.held_to, m.held_precision, m.held_md, m.held_basis, m.daypart,
    m.place, m.division_code,
    (SELECT group_concat(post, '、') FROM (
      SELECT DISTINCT p.unit || p.title AS post
      FROM official_reports r2 JOIN post_reports p ON p.official_report_id = r2.id
      WHERE r2.official_id = o.id AND p.status <> 'former' AND r2.document_id IN (
        SELECT mr2.document_id FROM meeting_reports mr2 WHERE mr2.meeting_id = m.id)
      ORDER BY r2.document_id, p.n)) AS posts,
    (SELECT group_concat(role, ',') FROM (
      SELECT DISTINCT a2.role
      FROM official_reports r2 JOIN attendances a2 ON a2.official_report_id = r2.id
        JOIN meeting_reports mr2 ON mr2.id = a2.meeting_report_id
      WHERE r2.official_id = o.id AND mr2.meeting_id = m.id
      ORDER BY a2.role)) AS roles,
    min(a.list_order) AS list_order,
    count(DISTINCT r.document_id) AS documents,
    min(a.ref) AS ref
  FROM officials o
    JOIN official_reports r ON r.official_id = o.id
    JOIN attendances a ON a.official_report_id = r.id
    JOIN meeting_reports mr ON mr.id = a.meeting_report_id
    JOIN meetings m ON m.id = mr.meeting_id
  -- Every column by which one may filter stands here, so that SQLite can filter before it groups.
  GROUP BY o.id, o.key, o.name, m.id, m.key, m.name, m.kind, m.held_on, m.held_until, m.held_from, m.held_to,
    m.held_precision, m.held_md, m.held_basis, m.daypart, m.place, m.division_code;

-- One row per event.
CREATE VIEW v_meetings AS
  SELECT m.id AS meeting_id, m.key AS meeting_key, m.name AS meeting_name, m.kind AS meeting_kind,
    m.held_on, m.held_until, m.held_from, m.held_to, m.held_precision, m.held_md, m.held_basis, m.daypart,
    m.place, m.division_code,
    (SELECT count(DISTINCT mr.document_id) FROM meeting_reports mr WHERE mr.meeting_id = m.id) AS documents,
    (SELECT count(DISTINCT r.official_id)
      FROM meeting_reports mr JOIN attendances a ON a.meeting_report_id = mr.id
        JOIN official_reports r ON r.id = a.official_report_id
      WHERE mr.meeting_id = m.id) AS officials,
    (SELECT group_concat(name, '、') FROM (
      SELECT DISTINCT r.name
      FROM meeting_reports mr JOIN attendances a ON a.meeting_report_id = mr.id
        JOIN official_reports r ON r.id = a.official_report_id
      WHERE mr.meeting_id = m.id AND a.role = 'chaired'
      ORDER BY r.name)) AS chaired_by,
    (SELECT count(*) FROM meeting_reports mr JOIN quotes q ON q.meeting_report_id = mr.id
      WHERE mr.meeting_id = m.id) AS quotes,
    EXISTS (SELECT 1 FROM meeting_claims c WHERE c.meeting_id = m.id) AS conflicting
  FROM meetings m;

-- One row per person and post.
CREATE VIEW v_tenures AS
  SELECT t.id AS tenure_id, o.id AS official_id, o.key AS official_key, o.name AS official_name, o.pinyin,
    p.id AS post_id, p.title, p.office, u.id AS unit_id, u.key AS unit_key, u.name AS unit_name, u.kind AS unit_kind,
    u.organ AS unit_organ, u.level AS unit_level, u.division_code,
    t.first_seen, t.first_from, t.first_to, t.first_precision, t.first_md, t.first_basis,
    t.last_seen, t.last_from, t.last_to, t.last_precision, t.last_md, t.last_basis, t.documents
  FROM tenures t
    JOIN officials o ON o.id = t.official_id
    JOIN posts p ON p.id = t.post_id
    JOIN units u ON u.id = p.unit_id;

-- One row per quote, with speaker and event.
CREATE VIEW v_quotes AS
  SELECT q.id AS quote_id, q.ref, q.text, q.kind AS quote_kind, q.cue, q.speaker_kind,
    coalesce(o.name, q.speaker, q.speaker_label) AS speaker, q.speaker_label,
    o.id AS official_id, o.key AS official_key, r.name AS official_name, u.id AS unit_id, ur.name AS unit_name,
    m.id AS meeting_id, m.key AS meeting_key, m.name AS meeting_name, m.kind AS meeting_kind,
    m.held_on, m.held_from, m.held_to, m.held_precision, m.held_md, m.held_basis, m.place, m.division_code,
    d.id AS document_id, d.path AS document, d.title AS document_title, d.published_on,
    q.span_start, q.span_end, q.rule, q.basis
  FROM quotes q
    JOIN documents d ON d.id = q.document_id AND d.superseded_by_run IS NULL
    LEFT JOIN official_reports r ON r.id = q.official_report_id
    LEFT JOIN officials o ON o.id = r.official_id
    LEFT JOIN unit_reports ur ON ur.id = q.unit_report_id
    LEFT JOIN units u ON u.id = ur.unit_id
    LEFT JOIN meeting_reports mr ON mr.id = q.meeting_report_id
    LEFT JOIN meetings m ON m.id = mr.meeting_id;

-- Every fact with the words from which it was read. Look up one `ref` together with its document, which is the part
-- before the hyphen: WHERE document_id = (SELECT id FROM documents WHERE ref = …) AND ref = …
-- The casts keep the types of all arms alike, without which SQLite would read every row for that.
CREATE VIEW v_evidence AS
  SELECT 'field' AS kind, e.ref, d.id AS document_id, d.path AS document,
    CAST(e.field || ': ' || coalesce(e.value, '') AS TEXT) AS value,
    substr(coalesce(d.body_hans, d.body), e.span_start + 1, e.span_end - e.span_start) AS text,
    e.span_start, e.span_end, e.rule, e.basis, d.superseded_by_run IS NULL AS live
  FROM document_fields e JOIN documents d ON d.id = e.document_id
  UNION ALL
  SELECT 'credit', e.ref, d.id, d.path, CAST(e.role || ': ' || e.name AS TEXT),
    substr(coalesce(d.body_hans, d.body), e.span_start + 1, e.span_end - e.span_start),
    e.span_start, e.span_end, e.rule, e.basis, d.superseded_by_run IS NULL
  FROM credits e JOIN documents d ON d.id = e.document_id
  UNION ALL
  SELECT 'official', e.ref, d.id, d.path, e.name,
    substr(coalesce(d.body_hans, d.body), e.span_start + 1, e.span_end - e.span_start),
    e.span_start, e.span_end, e.rule, e.basis, d.superseded_by_run IS NULL
  FROM official_reports e JOIN documents d ON d.id = e.document_id
  UNION ALL
  SELECT 'unit', e.ref, d.id, d.path, e.name,
    substr(coalesce(d.body_hans, d.body), e.span_start + 1, e.span_end - e.span_start),
    e.span_start, e.span_end, e.rule, e.basis, d.superseded_by_run IS NULL
  FROM unit_reports e JOIN documents d ON d.id = e.document_id
  UNION ALL
  SELECT 'meeting', e.ref, d.id, d.path, e.name,
    substr(coalesce(d.body_hans, d.body), e.span_start + 1, e.span_end - e.span_start),
    e.span_start, e.span_end, e.rule, e.basis, d.superseded_by_run IS NULL
  FROM meeting_reports e JOIN documents d ON d.id = e.document_id
  UNION ALL
  SELECT 'post', e.ref, d.id, d.path, CAST(r.name || ': ' || e.unit || e.title AS TEXT),
    substr(coalesce(d.body_hans, d.body), e.span_start + 1, e.span_end - e.span_start),
    e.span_start, e.span_end, e.rule, e.basis, d.superseded_by_run IS NULL
  FROM post_reports e JOIN official_reports r ON r.id = e.official_report_id JOIN documents d ON d.id = r.document_id
  UNION ALL
  SELECT 'attendance', e.ref, d.id, d.path, CAST(r.name || ': ' || e.role AS TEXT),
    substr(coalesce(d.body_hans, d.body), e.span_start + 1, e.span_end - e.span_start),
    e.span_start, e.span_end, e.rule, e.basis, d.superseded_by_run IS NULL
  FROM attendances e JOIN official_reports r ON r.id = e.official_report_id JOIN documents d ON d.id = r.document_id
  UNION ALL
  SELECT 'presence', e.ref, d.id, d.path, CAST(r.name || ': ' || e.presence AS TEXT),
    substr(coalesce(d.body_hans, d.body), e.span_start + 1, e.span_end - e.span_start),
    e.span_start, e.span_end, e.rule, e.basis, d.superseded_by_run IS NULL
  FROM unit_attendances e JOIN unit_reports r ON r.id = e.unit_report_id JOIN documents d ON d.id = r.document_id
  UNION ALL
  SELECT 'quote', e.ref, d.id, d.path, e.text,
    substr(coalesce(d.body_hans, d.body), e.span_start + 1, e.span_end - e.span_start),
    e.span_start, e.span_end, e.rule, e.basis, d.superseded_by_run IS NULL
  FROM quotes e JOIN documents d ON d.id = e.document_id
  UNION ALL
  SELECT 'slogan', e.ref, d.id, d.path, e.text,
    substr(coalesce(d.body_hans, d.body), e.span_start + 1, e.span_end - e.span_start),
    e.span_start, e.span_end, e.rule, e.basis, d.superseded_by_run IS NULL
  FROM slogans e JOIN documents d ON d.id = e.document_id
  UNION ALL
  SELECT 'mention', e.ref, d.id, d.path, e.text,
    substr(coalesce(d.body_hans, d.body), e.span_start + 1, e.span_end - e.span_start),
    e.span_start, e.span_end, e.rule, e.basis, d.superseded_by_run IS NULL
  FROM mentions e JOIN documents d ON d.id = e.document_id
  UNION ALL
  SELECT 'note', e.ref, d.id, d.path, CAST(e.code || ': ' || e.message AS TEXT),
    substr(coalesce(d.body_hans, d.body), e.span_start + 1, e.span_end - e.span_start),
    e.span_start, e.span_end, CAST(NULL AS TEXT), CAST(NULL AS TEXT), d.superseded_by_run IS NULL
  FROM notes e JOIN documents d ON d.id = e.document_id;

-- The live texts, Simplified beside the original.
CREATE VIEW v_texts AS
  SELECT d.id AS document_id, d.ref AS document_ref, d.path AS document, d.kind AS document_kind, d.title,
    d.publisher, d.url, d.published_on, d.published_from, d.published_to, d.script,
    coalesce(d.body_hans, d.body) AS text, d.body AS original_text, length(d.body) AS characters,
    d.duplicate_of, d.absent_since_run
  FROM documents d WHERE d.superseded_by_run IS NULL;
