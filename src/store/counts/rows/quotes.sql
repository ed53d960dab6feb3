SELECT document_id, meeting_report_id, official_report_id, length(text) FROM quotes WHERE meeting_report_id IS NOT NULL
