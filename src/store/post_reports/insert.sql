INSERT INTO post_reports (official_report_id, n, ref, unit_report_id, unit, title, status,
  seen_on, seen_from, seen_to, seen_precision, seen_md, seen_basis, post_id, span_start, span_end, rule, basis)
VALUES (:official_report_id, :n, :ref, :unit_report_id, :unit, :title, :status,
  :seen_on, :seen_from, :seen_to, :seen_precision, :seen_md, :seen_basis, :post_id, :span_start, :span_end, :rule, :basis)
