-- Indexes for questions that had to go through whole tables: what happened in a stretch of time, who was honoured.

-- Times of reports without the reports.
CREATE INDEX meeting_reports_time ON meeting_reports (held_from, held_to, document_id);
-- One appearance in a hundred. A query has to name both roles, in this order, for it to be used.
CREATE INDEX attendances_honours ON attendances (role, meeting_report_id) WHERE role IN ('awarded', 'received');
