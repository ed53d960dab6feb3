SELECT document_id, ref, text FROM slogans WHERE document_id NOT IN temp.uncounted
