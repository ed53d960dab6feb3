INSERT INTO meeting_claims (meeting_id, meeting_report_id, field, value, chosen)
VALUES (:meeting_id, :meeting_report_id, :field, :value, :chosen)
