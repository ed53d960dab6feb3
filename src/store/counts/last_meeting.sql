SELECT max(id) FROM meetings
