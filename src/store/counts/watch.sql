-- Notes, while rows come, go and change, what must be counted again.
--
-- Not OR IGNORE: a trigger takes over how the statement that fired it treats conflicts, and an upsert aborts.
CREATE TEMP TRIGGER document_came AFTER INSERT ON main.documents BEGIN
  INSERT INTO changed_document VALUES (new.id) ON CONFLICT DO NOTHING;
END;
CREATE TEMP TRIGGER document_changed AFTER UPDATE OF duplicate_of, superseded_by_run ON main.documents BEGIN
  INSERT INTO changed_document VALUES (new.id) ON CONFLICT DO NOTHING;
END;

CREATE TEMP TRIGGER meeting_report_came AFTER INSERT ON main.meeting_reports BEGIN
  INSERT INTO changed_document VALUES (new.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TEMP TRIGGER meeting_report_linked AFTER UPDATE OF meeting_id ON main.meeting_reports BEGIN
  INSERT INTO changed_document VALUES (new.document_id) ON CONFLICT DO NOTHING;
  INSERT INTO changed_meeting SELECT old.meeting_id WHERE old.meeting_id IS NOT NULL ON CONFLICT DO NOTHING;
END;
CREATE TEMP TRIGGER meeting_report_went AFTER DELETE ON main.meeting_reports BEGIN
  INSERT INTO changed_meeting SELECT old.meeting_id WHERE old.meeting_id IS NOT NULL ON CONFLICT DO NOTHING;
END;

CREATE TEMP TRIGGER official_report_linked AFTER UPDATE OF official_id ON main.official_reports BEGIN
  INSERT INTO changed_document VALUES (new.document_id) ON CONFLICT DO NOTHING;
END;

CREATE TEMP TRIGGER unit_report_came AFTER INSERT ON main.unit_reports BEGIN
  INSERT INTO changed_document VALUES (new.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TEMP TRIGGER unit_report_linked AFTER UPDATE OF unit_id ON main.unit_reports BEGIN
  INSERT INTO changed_document VALUES (new.document_id) ON CONFLICT DO NOTHING;
  INSERT INTO changed_unit SELECT old.unit_id WHERE old.unit_id IS NOT NULL ON CONFLICT DO NOTHING;
END;
CREATE TEMP TRIGGER unit_report_went AFTER DELETE ON main.unit_reports BEGIN
  INSERT INTO changed_unit SELECT old.unit_id WHERE old.unit_id IS NOT NULL ON CONFLICT DO NOTHING;
END;

CREATE TEMP TRIGGER post_report_linked AFTER UPDATE OF post_id ON main.post_reports BEGIN
  INSERT INTO changed_document SELECT document_id FROM official_reports WHERE id = new.official_report_id ON CONFLICT DO NOTHING;
END;
CREATE TEMP TRIGGER post_changed AFTER UPDATE OF unit_id, office ON main.posts BEGIN
  INSERT INTO changed_unit VALUES (old.unit_id) ON CONFLICT DO NOTHING;
  INSERT INTO changed_unit VALUES (new.unit_id) ON CONFLICT DO NOTHING;
  INSERT INTO changed_document
    SELECT r.document_id FROM post_reports t CROSS JOIN official_reports r ON r.id = t.official_report_id
    WHERE t.post_id = new.id AND old.office <> new.office ON CONFLICT DO NOTHING;
END;
CREATE TEMP TRIGGER post_went AFTER DELETE ON main.posts BEGIN
  INSERT INTO changed_unit VALUES (old.unit_id) ON CONFLICT DO NOTHING;
END;
CREATE TEMP TRIGGER tenure_came AFTER INSERT ON main.tenures BEGIN
  INSERT INTO changed_unit SELECT unit_id FROM posts WHERE id = new.post_id ON CONFLICT DO NOTHING;
END;
CREATE TEMP TRIGGER tenure_went AFTER DELETE ON main.tenures BEGIN
  INSERT INTO changed_unit SELECT unit_id FROM posts WHERE id = old.post_id ON CONFLICT DO NOTHING;
END;
CREATE TEMP TRIGGER unit_went AFTER DELETE ON main.units BEGIN
  INSERT INTO changed_unit VALUES (old.id) ON CONFLICT DO NOTHING;
END;

CREATE TEMP TRIGGER official_changed AFTER UPDATE OF capacity, surname_only ON main.officials BEGIN
  INSERT INTO changed_official VALUES (new.id) ON CONFLICT DO NOTHING;
END;
CREATE TEMP TRIGGER official_went AFTER DELETE ON main.officials BEGIN
  INSERT INTO changed_official VALUES (old.id) ON CONFLICT DO NOTHING;
END;

-- An event that comes or changes its place counts where its reports are linked, which is looked at later.
CREATE TEMP TRIGGER meeting_changed
AFTER UPDATE OF key, held_from, held_to, held_precision, place, division_code ON main.meetings BEGIN
  INSERT INTO changed_meeting VALUES (new.id) ON CONFLICT DO NOTHING;
  INSERT INTO changed_month
    VALUES (coalesce(old.division_code, old.place, ''), coalesce(substr(old.held_from, 1, 7), '')) ON CONFLICT DO NOTHING;
  INSERT INTO changed_year
    VALUES (coalesce(substr(old.held_from, 1, 4), ''), coalesce(old.place, ''), coalesce(old.division_code, '')) ON CONFLICT DO NOTHING;
END;
CREATE TEMP TRIGGER meeting_went AFTER DELETE ON main.meetings BEGIN
  INSERT INTO changed_meeting VALUES (old.id) ON CONFLICT DO NOTHING;
  INSERT INTO changed_month
    VALUES (coalesce(old.division_code, old.place, ''), coalesce(substr(old.held_from, 1, 7), '')) ON CONFLICT DO NOTHING;
  INSERT INTO changed_year
    VALUES (coalesce(substr(old.held_from, 1, 4), ''), coalesce(old.place, ''), coalesce(old.division_code, '')) ON CONFLICT DO NOTHING;
END;

CREATE TEMP TRIGGER passage_came AFTER INSERT ON main.shared_passages BEGIN
  INSERT INTO changed_passage VALUES (new.passage, new.document_id) ON CONFLICT DO NOTHING;
END;
CREATE TEMP TRIGGER passage_went AFTER DELETE ON main.shared_passages BEGIN
  INSERT INTO changed_passage VALUES (old.passage, old.document_id) ON CONFLICT DO NOTHING;
END;
