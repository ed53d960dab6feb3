INSERT INTO place_years (year, place, division_code, documents, meetings, officials, quotes, meeting_key)
VALUES (:year, :place, :division_code, :documents, :meetings, :officials, :quotes, :meeting_key)
