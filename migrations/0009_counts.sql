-- Counts that answer questions about the whole archive at once: derived from evidence and entities after these, and at any
-- time again. A document and its copies count as one; quotes and slogans of copies are not counted.

-- One row per person and event.
CREATE TABLE activities (
  meeting_id INTEGER NOT NULL REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
  official_id INTEGER NOT NULL REFERENCES officials (id) DEFERRABLE INITIALLY DEFERRED,
  list_order INTEGER,
  documents INTEGER NOT NULL,
  ref TEXT NOT NULL,
  PRIMARY KEY (meeting_id, official_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX activities_official ON activities (official_id);

-- One row per event. military: a military unit or a holder of a military post was there; civil_military: and, in one report,
-- a holder of a civil post beside a unit or an officer.
CREATE TABLE meeting_counts (
  meeting_id INTEGER PRIMARY KEY REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
  documents INTEGER NOT NULL,
  officials INTEGER NOT NULL,
  quotes INTEGER NOT NULL,
  military INTEGER NOT NULL CHECK (military IN (0, 1)),
  civil_military INTEGER NOT NULL CHECK (civil_military IN (0, 1))
) STRICT;

-- One row per event and sort of office of those who were there.
CREATE TABLE meeting_offices (
  meeting_id INTEGER NOT NULL REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
  office TEXT NOT NULL,
  officials INTEGER NOT NULL,
  characters INTEGER,
  PRIMARY KEY (meeting_id, office)
) STRICT, WITHOUT ROWID;

-- One row per place, month and sort of office.
CREATE TABLE office_months (
  id INTEGER PRIMARY KEY,
  place TEXT,
  month TEXT NOT NULL,
  office TEXT NOT NULL,
  activities INTEGER NOT NULL,
  meetings INTEGER NOT NULL,
  characters INTEGER,
  documents INTEGER NOT NULL,
  meeting_key TEXT NOT NULL,
  UNIQUE (place, month, office)
) STRICT;

-- One row per place and year.
CREATE TABLE place_years (
  id INTEGER PRIMARY KEY,
  year TEXT,
  place TEXT,
  division_code TEXT,
  documents INTEGER NOT NULL,
  meetings INTEGER NOT NULL,
  officials INTEGER NOT NULL,
  quotes INTEGER NOT NULL,
  meeting_key TEXT NOT NULL,
  UNIQUE (year, division_code, place)
) STRICT;

-- One row per two holders of office who were seen at two meetings or more together; official_id < other_id.
CREATE TABLE co_attendances (
  official_id INTEGER NOT NULL REFERENCES officials (id) DEFERRABLE INITIALLY DEFERRED,
  other_id INTEGER NOT NULL REFERENCES officials (id) DEFERRABLE INITIALLY DEFERRED,
  meetings INTEGER NOT NULL CHECK (meetings >= 2),
  first_from TEXT,
  last_to TEXT,
  meeting_key TEXT NOT NULL,
  PRIMARY KEY (official_id, other_id),
  CHECK (official_id < other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX co_attendances_other ON co_attendances (other_id);
CREATE INDEX co_attendances_meetings ON co_attendances (meetings);

-- One row per organisation. people: seen in a post of it.
CREATE TABLE unit_counts (
  unit_id INTEGER PRIMARY KEY REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
  documents INTEGER NOT NULL,
  meetings INTEGER NOT NULL,
  people INTEGER NOT NULL,
  ref TEXT NOT NULL
) STRICT;
CREATE INDEX unit_counts_documents ON unit_counts (documents);

-- One row per verb that introduces speech, level and branch of the unit of the speaker's first post, and kind of speaker.
CREATE TABLE cue_counts (
  id INTEGER PRIMARY KEY,
  cue TEXT NOT NULL,
  level TEXT,
  branch TEXT,
  speaker_kind TEXT NOT NULL,
  quotes INTEGER NOT NULL,
  speakers INTEGER NOT NULL,
  ref TEXT NOT NULL,
  UNIQUE (cue, level, branch, speaker_kind)
) STRICT;

-- One row per formula in quotation marks, and per formula and place.
CREATE TABLE formulas (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE,
  documents INTEGER NOT NULL,
  places INTEGER NOT NULL,
  first_seen TEXT,
  last_seen TEXT,
  document_id INTEGER NOT NULL REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
  ref TEXT NOT NULL
) STRICT;
CREATE INDEX formulas_documents ON formulas (documents);
CREATE INDEX formulas_document ON formulas (document_id);

CREATE TABLE formula_places (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL,
  place TEXT,
  first_seen TEXT,
  documents INTEGER NOT NULL,
  document_id INTEGER NOT NULL REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
  ref TEXT NOT NULL,
  UNIQUE (text, place)
) STRICT;
CREATE INDEX formula_places_document ON formula_places (document_id);

-- One row per two documents that share sentences of 40 characters or more; the original is the first that holds them.
CREATE TABLE shared_documents (
  original_id INTEGER NOT NULL REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
  document_id INTEGER NOT NULL REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
  passages INTEGER NOT NULL,
  characters INTEGER NOT NULL,
  span_start INTEGER NOT NULL,
  PRIMARY KEY (original_id, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX shared_documents_document ON shared_documents (document_id);
CREATE INDEX shared_documents_characters ON shared_documents (characters);

-- Dates and sites of documents without their texts.
DROP INDEX documents_published;
CREATE INDEX documents_source ON documents (published_from, published_to, publisher, url);
-- What lists of the newest, of two that may be one, and of people without a full name need.
CREATE INDEX tenures_first ON tenures (first_from);
CREATE INDEX proposals_a ON proposals (key_a);
CREATE INDEX proposals_b ON proposals (key_b);
CREATE INDEX official_reports_surname ON official_reports (document_id) WHERE surname_only = 1;

DROP VIEW v_activities;
CREATE VIEW v_activities AS
  SELECT o.id AS official_id, o.key AS official_key, o.name AS official_name,
    m.id AS meeting_id, m.key AS meeting_key, m.name AS meeting_name, m.kind AS meeting_kind,
    m.held_on, m.held_until, m.held_from, m.held_to, m.held_precision, m.held_md, m.held_basis, m.daypart,
    m.place, m.division_code,
    (SELECT group_concat(post, '、') FROM (
      SELECT DISTINCT p.unit || p.title AS post
      FROM meeting_reports mr CROSS JOIN attendances a ON a.meeting_report_id = mr.id
        CROSS JOIN official_reports r ON r.id = a.official_report_id
        CROSS JOIN post_reports p ON p.official_report_id = r.id
      WHERE mr.meeting_id = m.id AND r.official_id = o.id AND p.status <> 'former'
      ORDER BY r.document_id, p.n)) AS posts,
    (SELECT group_concat(role, ',') FROM (
      SELECT DISTINCT a.role
      FROM meeting_reports mr CROSS JOIN attendances a ON a.meeting_report_id = mr.id
        CROSS JOIN official_reports r ON r.id = a.official_report_id
      WHERE mr.meeting_id = m.id AND r.official_id = o.id
      ORDER BY a.role)) AS roles,
    v.list_order, v.documents, v.ref
  FROM activities v JOIN officials o ON o.id = v.official_id JOIN meetings m ON m.id = v.meeting_id;

DROP VIEW v_meetings;
CREATE VIEW v_meetings AS
  SELECT m.id AS meeting_id, m.key AS meeting_key, m.name AS meeting_name, m.kind AS meeting_kind,
    m.held_on, m.held_until, m.held_from, m.held_to, m.held_precision, m.held_md, m.held_basis, m.daypart,
    m.place, m.division_code, n.documents, n.officials,
    (SELECT group_concat(name, '、') FROM (
      SELECT DISTINCT r.name
      FROM meeting_reports mr JOIN attendances a ON a.meeting_report_id = mr.id
        JOIN official_reports r ON r.id = a.official_report_id
      WHERE mr.meeting_id = m.id AND a.role = 'chaired'
      ORDER BY r.name)) AS chaired_by,
    n.quotes,
    EXISTS (SELECT 1 FROM meeting_claims c WHERE c.meeting_id = m.id) AS conflicting
  FROM meetings m JOIN meeting_counts n ON n.meeting_id = m.id;
