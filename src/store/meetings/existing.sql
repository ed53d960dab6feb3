SELECT id, key, key FROM meetings
