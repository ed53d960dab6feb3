-- What must be counted again. Tables of this connection only.
CREATE TEMP TABLE changed_document (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE changed_meeting (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE changed_official (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE changed_unit (id INTEGER PRIMARY KEY);
-- A passage, and a document in which it came or went.
CREATE TEMP TABLE changed_passage (
  passage INTEGER NOT NULL, document_id INTEGER NOT NULL, PRIMARY KEY (passage, document_id)) WITHOUT ROWID;
-- Where an event was and when it began; '' for what is not known.
CREATE TEMP TABLE changed_month (place TEXT NOT NULL, month TEXT NOT NULL, PRIMARY KEY (place, month)) WITHOUT ROWID;
CREATE TEMP TABLE changed_year (
  year TEXT NOT NULL, place TEXT NOT NULL, code TEXT NOT NULL, PRIMARY KEY (year, place, code)) WITHOUT ROWID;
