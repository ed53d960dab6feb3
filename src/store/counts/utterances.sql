SELECT ref, speaker_kind, official_report_id, cue FROM quotes WHERE document_id NOT IN temp.uncounted
