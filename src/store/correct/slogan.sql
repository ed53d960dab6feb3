DELETE FROM slogans WHERE document_id = :document_id AND n = :n
