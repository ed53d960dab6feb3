-- Times of events without the events, documents of an event without their reports, and events in the order in which they are
-- counted by year, place and kind: a question about the whole archive reads these alone.
DROP INDEX meetings_held;
CREATE INDEX meetings_held ON meetings (held_from, held_to);
DROP INDEX meeting_reports_meeting;
CREATE INDEX meeting_reports_meeting ON meeting_reports (meeting_id, document_id);
CREATE INDEX meetings_years ON meetings (substr(held_from, 1, 4), place, kind, held_from, held_to, division_code, key);
