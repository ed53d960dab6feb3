-- Frees the key for another row that is going to bear it.
UPDATE meetings SET key = '~' || id WHERE id = :id
