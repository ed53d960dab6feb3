-- The text of one document, in its own script.
select body from documents where id = ?1
