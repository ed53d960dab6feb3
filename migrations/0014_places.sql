-- A search in a place asks for documents and times of the reports there, and for nothing else of them: ten thousand reports
-- of a province need not be read for it.

DROP INDEX meeting_reports_place;
CREATE INDEX meeting_reports_place ON meeting_reports (place_code, place, document_id, held_from, held_to);
DROP INDEX meeting_reports_place_name;
CREATE INDEX meeting_reports_place_name ON meeting_reports (place, document_id, held_from, held_to);
