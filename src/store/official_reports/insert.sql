INSERT INTO official_reports (document_id, n, ref, name, surname_only, rank, capacity, division_code, official_id,
  span_start, span_end, rule, basis)
VALUES (:document_id, :n, :ref, :name, :surname_only, :rank, :capacity, :division_code, :official_id,
  :span_start, :span_end, :rule, :basis)
