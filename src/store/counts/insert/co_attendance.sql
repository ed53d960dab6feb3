INSERT INTO co_attendances (official_id, other_id, meetings, first_from, last_to, meeting_key)
VALUES (:official_id, :other_id, :meetings, :first_from, :last_to, :meeting_key)
