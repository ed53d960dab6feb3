SELECT official_report_id, unit_report_id, post_id, status <> 'former' FROM post_reports
