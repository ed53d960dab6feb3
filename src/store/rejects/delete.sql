DELETE FROM rejects WHERE path = :path
