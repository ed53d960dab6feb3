-- Foreign keys are checked when the transaction ends; until then evidence may point at entities that are being rewritten.
UPDATE official_reports SET official_id = NULL WHERE official_id IS NOT NULL;
UPDATE unit_reports SET unit_id = NULL WHERE unit_id IS NOT NULL;
UPDATE meeting_reports SET meeting_id = NULL WHERE meeting_id IS NOT NULL;
UPDATE post_reports SET post_id = NULL WHERE post_id IS NOT NULL;
DELETE FROM proposals;
DELETE FROM meeting_claims;
DELETE FROM keys;
DELETE FROM tenures;
DELETE FROM posts;
DELETE FROM units;
DELETE FROM officials;
DELETE FROM meetings;
DELETE FROM division_names;
DELETE FROM divisions;
