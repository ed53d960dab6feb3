DELETE FROM meeting_claims WHERE meeting_id = :id
