-- Entities: derived from the set of all evidence rows by `resolve`, which may drop and write them anew at any time.
-- What may be cited is `key` (the least ref among an entity's evidence); `keys` leads every ref to its entity.

CREATE TABLE divisions (
  code TEXT PRIMARY KEY CHECK (code GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'),
  level TEXT NOT NULL CHECK (level IN ('province', 'prefecture', 'county')),
  parent_code TEXT REFERENCES divisions (code) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX divisions_parent ON divisions (parent_code);

CREATE TABLE division_names (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL REFERENCES divisions (code) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  full_name TEXT NOT NULL,
  valid_from TEXT,
  valid_to TEXT,
  UNIQUE (code, name, valid_from)
) STRICT;
CREATE INDEX division_names_name ON division_names (name);

CREATE TABLE officials (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  pinyin TEXT,
  capacity TEXT NOT NULL CHECK (capacity IN ('office', 'military', 'representative', 'honoured', 'private')),
  surname_only INTEGER NOT NULL CHECK (surname_only IN (0, 1)),
  division_code TEXT REFERENCES divisions (code) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX officials_name ON officials (name);
CREATE INDEX officials_division ON officials (division_code);

CREATE TABLE units (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  identity TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('party', 'government', 'congress', 'consultative', 'discipline', 'court',
    'procuratorate', 'military', 'police', 'mass', 'school', 'hospital', 'firm', 'media', 'township', 'village', 'other')),
  organ TEXT NOT NULL CHECK (organ IN ('committee', 'standing_committee', 'discipline', 'party_group', 'office',
    'department', 'leading_group', 'unit', 'branch')),
  level TEXT CHECK (level IN ('national', 'province', 'prefecture', 'county', 'township', 'village')),
  division_code TEXT REFERENCES divisions (code) DEFERRABLE INITIALLY DEFERRED,
  parent_id INTEGER REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX units_name ON units (name);
CREATE INDEX units_division ON units (division_code);
CREATE INDEX units_parent ON units (parent_id);

CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
  title TEXT NOT NULL,
  office TEXT NOT NULL CHECK (office IN ('party_secretary', 'secretary', 'standing_member', 'government_head', 'deputy',
    'head', 'chair', 'commander', 'political_commissar', 'chief_of_staff', 'secretary_general', 'chief_procurator',
    'village_head', 'member', 'manager', 'staff', 'other')),
  UNIQUE (unit_id, title)
) STRICT;
CREATE INDEX posts_title ON posts (title);
CREATE INDEX posts_office ON posts (office);

-- Sightings of a person in a post: first_seen and last_seen are dates of evidence, never a claimed start or end.
CREATE TABLE tenures (
  id INTEGER PRIMARY KEY,
  official_id INTEGER NOT NULL REFERENCES officials (id) DEFERRABLE INITIALLY DEFERRED,
  post_id INTEGER NOT NULL REFERENCES posts (id) DEFERRABLE INITIALLY DEFERRED,
  first_seen TEXT,
  first_from TEXT,
  first_to TEXT,
  first_precision TEXT CHECK (first_precision IN ('day', 'month', 'year', 'month-day', 'month-only')),
  first_md TEXT,
  first_basis TEXT CHECK (first_basis IN ('stated', 'carried', 'inferred', 'supplied')),
  last_seen TEXT,
  last_from TEXT,
  last_to TEXT,
  last_precision TEXT CHECK (last_precision IN ('day', 'month', 'year', 'month-day', 'month-only')),
  last_md TEXT,
  last_basis TEXT CHECK (last_basis IN ('stated', 'carried', 'inferred', 'supplied')),
  documents INTEGER NOT NULL CHECK (documents >= 1),
  UNIQUE (official_id, post_id)
) STRICT;
CREATE INDEX tenures_post ON tenures (post_id);

CREATE TABLE meetings (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('座谈会', '工作会议', '动员会', '推进会', '表彰会', '常委会', '议军会', '领导小组会',
    '全会', '人大会议', '政协会议', '常务会', '述职会', '培训', '仪式', '走访慰问', '调研', '演出', '其他')),
  held_on TEXT,
  held_until TEXT,
  held_from TEXT,
  held_to TEXT,
  held_precision TEXT CHECK (held_precision IN ('day', 'month', 'year', 'month-day', 'month-only')),
  held_md TEXT,
  held_basis TEXT CHECK (held_basis IN ('stated', 'carried', 'inferred', 'supplied')),
  daypart TEXT,
  place TEXT,
  division_code TEXT REFERENCES divisions (code) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX meetings_held ON meetings (held_from);
CREATE INDEX meetings_division ON meetings (division_code);
CREATE INDEX meetings_kind ON meetings (kind);

-- One row per report and field in which the reports of one meeting differ.
CREATE TABLE meeting_claims (
  id INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
  meeting_report_id INTEGER NOT NULL REFERENCES meeting_reports (id) ON DELETE CASCADE,
  field TEXT NOT NULL CHECK (field IN ('name', 'kind', 'held_on', 'held_until', 'daypart', 'place')),
  value TEXT,
  chosen INTEGER NOT NULL CHECK (chosen IN (0, 1)),
  UNIQUE (meeting_report_id, field)
) STRICT;
CREATE INDEX meeting_claims_meeting ON meeting_claims (meeting_id);

-- Leads every ref of evidence to its entity. To look one up in a large archive, name its document too, the part before
-- the hyphen: document_id = (SELECT id FROM documents WHERE ref = …).
CREATE VIEW keys AS
  SELECT ref AS key, 'official' AS entity, official_id, NULL AS unit_id, NULL AS meeting_id, document_id
  FROM official_reports WHERE official_id IS NOT NULL
  UNION ALL
  SELECT ref, 'unit', NULL, unit_id, NULL, document_id FROM unit_reports WHERE unit_id IS NOT NULL
  UNION ALL
  SELECT ref, 'meeting', NULL, NULL, meeting_id, document_id FROM meeting_reports WHERE meeting_id IS NOT NULL;

-- Sentences that stand in several documents, copies of one text not counted. The same number, the same words.
CREATE TABLE shared_passages (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  span_start INTEGER NOT NULL CHECK (span_start >= 0),
  span_end INTEGER NOT NULL CHECK (span_end >= span_start),
  passage INTEGER NOT NULL,
  UNIQUE (document_id, span_start)
) STRICT;
CREATE INDEX shared_passages_passage ON shared_passages (passage);

-- For a person to judge: two entities that may be one.
CREATE TABLE proposals (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('homonym', 'variant', 'meeting', 'unit')),
  key_a TEXT NOT NULL,
  key_b TEXT NOT NULL,
  reason TEXT NOT NULL,
  UNIQUE (kind, key_a, key_b),
  CHECK (key_a < key_b)
) STRICT;

-- What was applied of the user's corrections.
CREATE TABLE corrections (
  id INTEGER PRIMARY KEY,
  line INTEGER NOT NULL UNIQUE,
  action TEXT NOT NULL CHECK (action IN ('merge', 'split', 'rename', 'wrong', 'set', 'suppress')),
  target TEXT NOT NULL,
  value TEXT,
  rows_changed INTEGER NOT NULL
) STRICT;

-- The file describes itself.
CREATE TABLE about (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE data_dictionary (
  "table" TEXT NOT NULL,
  "column" TEXT NOT NULL,
  meaning TEXT NOT NULL,
  PRIMARY KEY ("table", "column")
) STRICT, WITHOUT ROWID;

CREATE TABLE vocabulary (
  field TEXT NOT NULL,
  code TEXT NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  PRIMARY KEY (field, code)
) STRICT, WITHOUT ROWID;
