SELECT o.n FROM quote_speakers s JOIN official_reports o ON o.id = s.official_report_id WHERE s.quote_id = :id ORDER BY s.n
