INSERT INTO meeting_offices (meeting_id, office, officials, characters)
VALUES (:meeting_id, :office, :officials, :characters)
