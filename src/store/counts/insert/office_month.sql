INSERT INTO office_months (place, month, office, activities, meetings, characters, documents, meeting_key)
VALUES (:place, :month, :office, :activities, :meetings, :characters, :documents, :meeting_key)
