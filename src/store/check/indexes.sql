BEGIN;
INSERT INTO documents_fts (documents_fts, rank) VALUES ('integrity-check', 1);
INSERT INTO quotes_fts (quotes_fts, rank) VALUES ('integrity-check', 1);
ROLLBACK;
