-- What the user knows about a document (`--context`) is kept whole, also where the page printed something else: reading the
-- same bytes again needs it.
ALTER TABLE documents ADD COLUMN supplied TEXT;
