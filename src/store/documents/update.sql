UPDATE documents SET ref = :ref, size = :size, container = :container, container_sha256 = :container_sha256,
  format = :format, encoding = :encoding, script = :script, kind = :kind, division_code = :division_code,
  title = :title, publisher = :publisher, url = :url,
  published_on = :published_on, published_from = :published_from, published_to = :published_to,
  published_precision = :published_precision, published_md = :published_md, published_basis = :published_basis,
  retrieved_on = :retrieved_on, retrieved_from = :retrieved_from, retrieved_to = :retrieved_to,
  retrieved_precision = :retrieved_precision, retrieved_md = :retrieved_md, retrieved_basis = :retrieved_basis,
  supplied = :supplied,
  body = :body, body_hans = :body_hans, read_in_run = :run, read_by = :read_by
WHERE id = :id
