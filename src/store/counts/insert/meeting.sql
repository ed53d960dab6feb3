INSERT INTO meeting_counts (meeting_id, documents, officials, quotes, military, civil_military)
VALUES (:meeting_id, :documents, :officials, :quotes, :military, :civil_military)
