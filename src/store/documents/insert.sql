INSERT INTO documents (ref, path, sha256, size, original, container, container_sha256, format, encoding, script, kind,
  division_code, title, publisher, url,
  published_on, published_from, published_to, published_precision, published_md, published_basis,
  retrieved_on, retrieved_from, retrieved_to, retrieved_precision, retrieved_md, retrieved_basis, supplied,
  body, body_hans, superseded_by_run, read_in_run, read_by)
VALUES (:ref, :path, :sha256, :size, :original, :container, :container_sha256, :format, :encoding, :script, :kind,
  :division_code, :title, :publisher, :url,
  :published_on, :published_from, :published_to, :published_precision, :published_md, :published_basis,
  :retrieved_on, :retrieved_from, :retrieved_to, :retrieved_precision, :retrieved_md, :retrieved_basis, :supplied,
  :body, :body_hans, :superseded_by_run, :run, :read_by)
