INSERT INTO asked (rowid, text) VALUES (1, :text)
