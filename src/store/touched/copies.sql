-- The group of copies to which a document belongs, itself included.
WITH head (id) AS (SELECT coalesce(duplicate_of, id) FROM documents WHERE id = :id)
SELECT id FROM head UNION SELECT :id UNION SELECT d.id FROM head h JOIN documents d ON d.duplicate_of = h.id
