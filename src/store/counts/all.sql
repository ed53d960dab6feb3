-- As if everything had changed.
INSERT OR IGNORE INTO temp.changed_meeting SELECT id FROM meetings;
INSERT OR IGNORE INTO temp.changed_official SELECT id FROM officials;
INSERT OR IGNORE INTO temp.changed_unit SELECT id FROM units;
INSERT OR IGNORE INTO temp.sharing SELECT document_id FROM shared_passages;
DELETE FROM activities;
DELETE FROM meeting_counts;
DELETE FROM meeting_offices;
DELETE FROM office_months;
DELETE FROM place_years;
DELETE FROM co_attendances;
DELETE FROM unit_counts;
DELETE FROM shared_documents;
