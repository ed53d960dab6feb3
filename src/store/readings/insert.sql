INSERT INTO readings (document_id, sz, record) VALUES (:document_id, :sz, :record)
