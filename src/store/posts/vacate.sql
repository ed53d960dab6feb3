-- Frees unit and title for another row that is going to bear them.
UPDATE posts SET title = '~' || id WHERE id = :id
