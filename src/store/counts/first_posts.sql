SELECT official_report_id, n, unit_report_id FROM post_reports
