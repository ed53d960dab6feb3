-- Rare marks in the indexes. The fence makes every character a word; a mark that hardly a text lacks or that is ASCII stays a
-- separator, every other (☆ ※ ！ ％ 〔 —) becomes a word too and is found at once, where before all texts had to be read.
DROP TABLE documents_fts;
CREATE VIRTUAL TABLE documents_fts USING fts5(
  title, body, content = 'documents_fenced', content_rowid = 'id',
  tokenize = "unicode61 categories 'L* N* Co S* P*' separators '!""#$%&''()*+,-./:;<=>?@[\]^_`{|}~，。、：；“”（）《》'"
);
INSERT INTO documents_fts (documents_fts, rank) VALUES ('rank', 'bm25(4.0, 1.0)');
INSERT INTO documents_fts (documents_fts) VALUES ('rebuild');

DROP TABLE quotes_fts;
CREATE VIRTUAL TABLE quotes_fts USING fts5(
  text, content = 'quotes_fenced', content_rowid = 'id',
  tokenize = "unicode61 categories 'L* N* Co S* P*' separators '!""#$%&''()*+,-./:;<=>?@[\]^_`{|}~，。、：；“”（）《》'"
);
INSERT INTO quotes_fts (quotes_fts) VALUES ('rebuild');

-- Stretches of Unicode in which every version of SQLite takes each character for a word of the index: digits, letters,
-- Greek and Cyrillic, dashes, signs and symbols, brackets, kana and Han, Hangul, compatibility forms, full-width forms but
-- for the separators, and what lies beyond the first plane. A term of no such character is looked for in the texts.
CREATE TABLE indexed_characters (
  low INTEGER PRIMARY KEY,
  high INTEGER NOT NULL
) STRICT;
INSERT INTO indexed_characters (low, high) VALUES
  (48, 57), (65, 90), (97, 122), (174, 767), (880, 1154), (8208, 8219), (8222, 8231), (8240, 8286), (8304, 8399), (8433, 11502),
  (12291, 12297), (12300, 12329), (12336, 12440), (12443, 42606), (44032, 55203), (63744, 64255), (65281, 65287),
  (65290, 65291), (65293, 65305), (65308, 65500), (126976, 196607);

-- Places that are no division of the table.
CREATE INDEX meeting_reports_place_name ON meeting_reports (place);
CREATE INDEX meetings_place ON meetings (place);
-- Whether a document tells when something was.
CREATE INDEX meeting_reports_dated ON meeting_reports (document_id) WHERE held_from IS NOT NULL;
