INSERT INTO activities (meeting_id, official_id, list_order, documents, ref)
VALUES (:meeting_id, :official_id, :list_order, :documents, :ref)
