UPDATE runs SET finished_at = :finished_at, added = :added, updated = :updated, unchanged = :unchanged, absent = :absent,
  removed = :removed, rejected = :rejected, documents = :documents WHERE id = :id
