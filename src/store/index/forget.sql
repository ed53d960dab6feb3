INSERT INTO asked (asked) VALUES ('delete-all')
