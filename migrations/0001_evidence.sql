-- Evidence: what each document says, as read. Nothing here is concluded from a second document; the only columns that
-- `resolve` writes are the links to entities (official_id, unit_id, meeting_id, post_id).
--
-- Conventions. span_start, span_end: Unicode characters of documents.body, from 0, end exclusive. ref: what may be
-- cited; the document's ref, a hyphen, a letter for the kind, and n. n: number within the document and kind, from 1.
-- Dates: ISO text with implied precision beside plain columns, which alone are compared.

-- "HYAO"
PRAGMA application_id = 1213808975;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  command TEXT NOT NULL CHECK (command IN ('build', 'load')),
  started_at TEXT NOT NULL,
  finished_at TEXT,
  version TEXT NOT NULL,
  added INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  absent INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  documents INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE run_changes (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs (id),
  ref TEXT NOT NULL,
  path TEXT NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('added', 'updated', 'superseded', 'absent', 'returned', 'removed')),
  UNIQUE (run_id, ref, change)
) STRICT;

CREATE TABLE rejects (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs (id),
  path TEXT NOT NULL UNIQUE,
  reason TEXT NOT NULL CHECK (reason IN
    ('empty', 'binary', 'too-large', 'unreadable', 'symlink-loop', 'special-file', 'same-path', 'failed')),
  message TEXT NOT NULL
) STRICT;
CREATE INDEX rejects_run ON rejects (run_id);

-- The inputs as they came, in the layout of `sqlite3 -A`; hence neither STRICT nor with an id.
CREATE TABLE sqlar (
  name TEXT PRIMARY KEY,
  mode INT,
  mtime INT,
  sz INT,
  data BLOB
);

CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  size INTEGER NOT NULL CHECK (size >= 0),
  original TEXT REFERENCES sqlar (name) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
  container TEXT,
  container_sha256 TEXT,
  format TEXT NOT NULL CHECK (format IN ('text', 'html', 'fragment')),
  encoding TEXT NOT NULL CHECK (encoding IN ('utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be')),
  script TEXT NOT NULL CHECK (script IN ('hans', 'hant', 'mixed')),
  kind TEXT NOT NULL CHECK (kind IN ('report', 'speech', 'brief', 'other')),
  division_code TEXT,
  title TEXT,
  publisher TEXT,
  url TEXT,
  published_on TEXT,
  published_from TEXT,
  published_to TEXT,
  published_precision TEXT CHECK (published_precision IN ('day', 'month', 'year', 'month-day', 'month-only')),
  published_md TEXT,
  published_basis TEXT CHECK (published_basis IN ('stated', 'carried', 'inferred', 'supplied')),
  retrieved_on TEXT,
  retrieved_from TEXT,
  retrieved_to TEXT,
  retrieved_precision TEXT CHECK (retrieved_precision IN ('day', 'month', 'year', 'month-day', 'month-only')),
  retrieved_md TEXT,
  retrieved_basis TEXT CHECK (retrieved_basis IN ('stated', 'carried', 'inferred', 'supplied')),
  body TEXT NOT NULL,
  body_hans TEXT,
  duplicate_of INTEGER REFERENCES documents (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  read_in_run INTEGER NOT NULL REFERENCES runs (id),
  read_by TEXT NOT NULL,
  absent_since_run INTEGER REFERENCES runs (id),
  superseded_by_run INTEGER REFERENCES runs (id),
  UNIQUE (path, sha256),
  CHECK (duplicate_of <> id)
) STRICT;
-- Of all versions of a page one is live.
CREATE UNIQUE INDEX documents_live ON documents (path) WHERE superseded_by_run IS NULL;
-- What deriving needs of every document, without its text.
CREATE INDEX documents_brief ON documents (ref, published_on, division_code, duplicate_of) WHERE superseded_by_run IS NULL;
CREATE INDEX documents_sha256 ON documents (sha256);
CREATE INDEX documents_original ON documents (original);
CREATE INDEX documents_published ON documents (published_from);
CREATE INDEX documents_read_in ON documents (read_in_run);
CREATE INDEX documents_duplicate ON documents (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX documents_absent ON documents (absent_since_run) WHERE absent_since_run IS NOT NULL;
CREATE INDEX documents_superseded ON documents (superseded_by_run) WHERE superseded_by_run IS NOT NULL;

-- What is kept of the Simplified text to find its copies and the passages that it shares, without reading it again: hash and
-- number of its letters; a sketch of 64 numbers of two bytes; passages of 14 bytes each (hash, first character, length).
CREATE TABLE document_prints (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL UNIQUE REFERENCES documents (id) ON DELETE CASCADE,
  whole INTEGER NOT NULL,
  letters INTEGER NOT NULL,
  sketch BLOB NOT NULL,
  passages BLOB NOT NULL
) STRICT;

CREATE TABLE document_fields (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  ref TEXT NOT NULL,
  field TEXT NOT NULL CHECK (field IN ('title', 'publisher', 'url', 'published_on', 'retrieved_on', 'place_code')),
  value TEXT,
  span_start INTEGER CHECK (span_start >= 0),
  span_end INTEGER CHECK (span_end >= span_start),
  rule TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('stated', 'carried', 'inferred', 'supplied')),
  UNIQUE (document_id, field)
) STRICT;

CREATE TABLE credits (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  ref TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('reporter', 'editor')),
  name TEXT NOT NULL,
  span_start INTEGER NOT NULL CHECK (span_start >= 0),
  span_end INTEGER NOT NULL CHECK (span_end >= span_start),
  rule TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('stated', 'carried', 'inferred', 'supplied')),
  UNIQUE (document_id, n)
) STRICT;
CREATE INDEX credits_name ON credits (name);

CREATE TABLE official_reports (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  ref TEXT NOT NULL,
  name TEXT NOT NULL,
  surname_only INTEGER NOT NULL CHECK (surname_only IN (0, 1)),
  rank TEXT,
  capacity TEXT NOT NULL CHECK (capacity IN ('office', 'military', 'representative', 'honoured', 'private')),
  division_code TEXT,
  official_id INTEGER REFERENCES officials (id) DEFERRABLE INITIALLY DEFERRED,
  span_start INTEGER NOT NULL CHECK (span_start >= 0),
  span_end INTEGER NOT NULL CHECK (span_end >= span_start),
  rule TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('stated', 'carried', 'inferred', 'supplied')),
  UNIQUE (document_id, n)
) STRICT;
CREATE INDEX official_reports_official ON official_reports (official_id);
CREATE INDEX official_reports_name ON official_reports (name);

CREATE TABLE unit_reports (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  ref TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('party', 'government', 'congress', 'consultative', 'discipline', 'court',
    'procuratorate', 'military', 'police', 'mass', 'school', 'hospital', 'firm', 'media', 'township', 'village', 'other')),
  organ TEXT NOT NULL CHECK (organ IN ('committee', 'standing_committee', 'discipline', 'party_group', 'office',
    'department', 'leading_group', 'unit', 'branch')),
  place TEXT,
  place_code TEXT,
  unit_id INTEGER REFERENCES units (id) DEFERRABLE INITIALLY DEFERRED,
  span_start INTEGER NOT NULL CHECK (span_start >= 0),
  span_end INTEGER NOT NULL CHECK (span_end >= span_start),
  rule TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('stated', 'carried', 'inferred', 'supplied')),
  UNIQUE (document_id, n)
) STRICT;
CREATE INDEX unit_reports_unit ON unit_reports (unit_id);

CREATE TABLE meeting_reports (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  ref TEXT NOT NULL,
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
  held_span_start INTEGER CHECK (held_span_start >= 0),
  held_span_end INTEGER CHECK (held_span_end >= held_span_start),
  held_rule TEXT,
  daypart TEXT,
  place TEXT,
  place_code TEXT,
  place_span_start INTEGER CHECK (place_span_start >= 0),
  place_span_end INTEGER CHECK (place_span_end >= place_span_start),
  place_basis TEXT CHECK (place_basis IN ('stated', 'carried', 'inferred', 'supplied')),
  meeting_id INTEGER REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
  span_start INTEGER NOT NULL CHECK (span_start >= 0),
  span_end INTEGER NOT NULL CHECK (span_end >= span_start),
  rule TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('stated', 'carried', 'inferred', 'supplied')),
  UNIQUE (document_id, n)
) STRICT;
CREATE INDEX meeting_reports_meeting ON meeting_reports (meeting_id);
CREATE INDEX meeting_reports_place ON meeting_reports (place_code, place);
CREATE INDEX meeting_reports_held ON meeting_reports (held_on);

CREATE TABLE post_reports (
  id INTEGER PRIMARY KEY,
  official_report_id INTEGER NOT NULL REFERENCES official_reports (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  ref TEXT NOT NULL,
  unit_report_id INTEGER NOT NULL REFERENCES unit_reports (id) ON DELETE CASCADE,
  unit TEXT NOT NULL,
  title TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('current', 'acting', 'former', 'elected', 'removed', 'candidate')),
  seen_on TEXT,
  seen_from TEXT,
  seen_to TEXT,
  seen_precision TEXT CHECK (seen_precision IN ('day', 'month', 'year', 'month-day', 'month-only')),
  seen_md TEXT,
  seen_basis TEXT CHECK (seen_basis IN ('stated', 'carried', 'inferred', 'supplied')),
  post_id INTEGER REFERENCES posts (id) DEFERRABLE INITIALLY DEFERRED,
  span_start INTEGER NOT NULL CHECK (span_start >= 0),
  span_end INTEGER NOT NULL CHECK (span_end >= span_start),
  rule TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('stated', 'carried', 'inferred', 'supplied')),
  UNIQUE (official_report_id, n)
) STRICT;
CREATE INDEX post_reports_unit ON post_reports (unit_report_id);
CREATE INDEX post_reports_post ON post_reports (post_id);

CREATE TABLE attendances (
  id INTEGER PRIMARY KEY,
  official_report_id INTEGER NOT NULL REFERENCES official_reports (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  ref TEXT NOT NULL,
  meeting_report_id INTEGER NOT NULL REFERENCES meeting_reports (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('attended', 'chaired', 'spoke', 'reported', 'read', 'awarded', 'received')),
  list_order INTEGER CHECK (list_order >= 1),
  span_start INTEGER NOT NULL CHECK (span_start >= 0),
  span_end INTEGER NOT NULL CHECK (span_end >= span_start),
  rule TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('stated', 'carried', 'inferred', 'supplied')),
  UNIQUE (official_report_id, n)
) STRICT;
CREATE INDEX attendances_meeting ON attendances (meeting_report_id);

CREATE TABLE unit_attendances (
  id INTEGER PRIMARY KEY,
  unit_report_id INTEGER NOT NULL REFERENCES unit_reports (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  ref TEXT NOT NULL,
  meeting_report_id INTEGER NOT NULL REFERENCES meeting_reports (id) ON DELETE CASCADE,
  presence TEXT NOT NULL CHECK (presence IN ('host', 'delegate', 'collective', 'visited')),
  span_start INTEGER NOT NULL CHECK (span_start >= 0),
  span_end INTEGER NOT NULL CHECK (span_end >= span_start),
  rule TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('stated', 'carried', 'inferred', 'supplied')),
  UNIQUE (unit_report_id, n)
) STRICT;
CREATE INDEX unit_attendances_meeting ON unit_attendances (meeting_report_id);

CREATE TABLE quotes (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  ref TEXT NOT NULL,
  meeting_report_id INTEGER REFERENCES meeting_reports (id) ON DELETE SET NULL,
  speaker_kind TEXT NOT NULL CHECK (speaker_kind IN ('official', 'unit', 'meeting', 'writing', 'group', 'unknown')),
  speaker TEXT,
  official_report_id INTEGER REFERENCES official_reports (id) ON DELETE SET NULL,
  unit_report_id INTEGER REFERENCES unit_reports (id) ON DELETE SET NULL,
  speaker_label TEXT,
  label_span_start INTEGER CHECK (label_span_start >= 0),
  label_span_end INTEGER CHECK (label_span_end >= label_span_start),
  cue TEXT NOT NULL,
  cue_span_start INTEGER CHECK (cue_span_start >= 0),
  cue_span_end INTEGER CHECK (cue_span_end >= cue_span_start),
  kind TEXT NOT NULL CHECK (kind IN ('direct', 'indirect')),
  text TEXT NOT NULL,
  span_start INTEGER NOT NULL CHECK (span_start >= 0),
  span_end INTEGER NOT NULL CHECK (span_end >= span_start),
  rule TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('stated', 'carried', 'inferred', 'supplied')),
  UNIQUE (document_id, n)
) STRICT;
CREATE INDEX quotes_meeting ON quotes (meeting_report_id);
CREATE INDEX quotes_official ON quotes (official_report_id);
CREATE INDEX quotes_unit ON quotes (unit_report_id);

CREATE TABLE quote_spans (
  id INTEGER PRIMARY KEY,
  quote_id INTEGER NOT NULL REFERENCES quotes (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  span_start INTEGER NOT NULL CHECK (span_start >= 0),
  span_end INTEGER NOT NULL CHECK (span_end >= span_start),
  UNIQUE (quote_id, n)
) STRICT;

CREATE TABLE quote_speakers (
  id INTEGER PRIMARY KEY,
  quote_id INTEGER NOT NULL REFERENCES quotes (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  official_report_id INTEGER NOT NULL REFERENCES official_reports (id) ON DELETE CASCADE,
  UNIQUE (quote_id, n)
) STRICT;
CREATE INDEX quote_speakers_official ON quote_speakers (official_report_id);

CREATE TABLE slogans (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  ref TEXT NOT NULL,
  text TEXT NOT NULL,
  span_start INTEGER NOT NULL CHECK (span_start >= 0),
  span_end INTEGER NOT NULL CHECK (span_end >= span_start),
  rule TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('stated', 'carried', 'inferred', 'supplied')),
  UNIQUE (document_id, n)
) STRICT;
CREATE INDEX slogans_text ON slogans (text);

CREATE TABLE mentions (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  ref TEXT NOT NULL,
  official_report_id INTEGER REFERENCES official_reports (id) ON DELETE CASCADE,
  unit_report_id INTEGER REFERENCES unit_reports (id) ON DELETE CASCADE,
  division_code TEXT REFERENCES divisions (code) DEFERRABLE INITIALLY DEFERRED,
  text TEXT NOT NULL,
  span_start INTEGER NOT NULL CHECK (span_start >= 0),
  span_end INTEGER NOT NULL CHECK (span_end >= span_start),
  rule TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('stated', 'carried', 'inferred', 'supplied')),
  UNIQUE (document_id, n),
  CHECK ((official_report_id IS NOT NULL) + (unit_report_id IS NOT NULL) + (division_code IS NOT NULL) = 1)
) STRICT;
CREATE INDEX mentions_official ON mentions (official_report_id) WHERE official_report_id IS NOT NULL;
CREATE INDEX mentions_unit ON mentions (unit_report_id) WHERE unit_report_id IS NOT NULL;
CREATE INDEX mentions_division ON mentions (division_code) WHERE division_code IS NOT NULL;

CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  ref TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  span_start INTEGER CHECK (span_start >= 0),
  span_end INTEGER CHECK (span_end >= span_start),
  UNIQUE (document_id, n)
) STRICT;
CREATE INDEX notes_code ON notes (code);
