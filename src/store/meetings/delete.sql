DELETE FROM meetings WHERE id = :id
