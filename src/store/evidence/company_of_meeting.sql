SELECT r.name FROM attendances a JOIN official_reports r ON r.id = a.official_report_id
WHERE a.meeting_report_id = :id AND NOT r.surname_only
