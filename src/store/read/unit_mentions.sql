SELECT text, span_start, span_end FROM mentions WHERE unit_report_id = :id ORDER BY n
