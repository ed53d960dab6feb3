INSERT INTO unit_counts (unit_id, documents, meetings, people, ref)
VALUES (:unit_id, :documents, :meetings, :people, :ref)
