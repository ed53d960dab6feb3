DELETE FROM activities;
DELETE FROM meeting_counts;
DELETE FROM meeting_offices;
DELETE FROM office_months;
DELETE FROM place_years;
DELETE FROM co_attendances;
DELETE FROM unit_counts;
DELETE FROM shared_documents;
