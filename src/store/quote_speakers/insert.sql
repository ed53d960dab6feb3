INSERT INTO quote_speakers (quote_id, n, official_report_id) VALUES (:quote_id, :n, :official_report_id)
