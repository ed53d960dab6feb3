-- As if everything had changed.
INSERT OR IGNORE INTO temp.changed_meeting SELECT id FROM meetings;
INSERT OR IGNORE INTO temp.changed_official SELECT id FROM officials;
INSERT OR IGNORE INTO temp.changed_unit SELECT id FROM units;
INSERT OR IGNORE INTO temp.sharing SELECT document_id FROM shared_passages;
