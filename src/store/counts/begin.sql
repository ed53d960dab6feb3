-- Copies with their heads, and documents whose quotes and slogans are not counted: copies and old versions of a page.
CREATE TEMP TABLE copy (id INTEGER PRIMARY KEY, head INTEGER NOT NULL);
INSERT INTO temp.copy SELECT id, duplicate_of FROM documents WHERE duplicate_of IS NOT NULL;
CREATE TEMP TABLE uncounted (id INTEGER PRIMARY KEY);
INSERT INTO temp.uncounted
  SELECT id FROM documents WHERE duplicate_of IS NOT NULL
  UNION SELECT id FROM documents WHERE superseded_by_run IS NOT NULL;
-- Documents whose shared passages are counted again.
CREATE TEMP TABLE sharing (id INTEGER PRIMARY KEY);
