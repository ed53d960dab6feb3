DELETE FROM rejects WHERE path = :root OR substr(path, 1, length(:root) + 1) = :root || '/'
  OR substr(path, 1, length(:root) + 2) = :root || '!/'
