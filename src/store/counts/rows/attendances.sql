SELECT official_report_id, meeting_report_id, list_order, ref FROM attendances
