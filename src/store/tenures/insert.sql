INSERT INTO tenures (official_id, post_id, documents, first_seen, first_from, first_to, first_precision, first_md,
  first_basis, last_seen, last_from, last_to, last_precision, last_md, last_basis)
VALUES (:official_id, :post_id, :documents, :first_seen, :first_from, :first_to, :first_precision, :first_md,
  :first_basis, :last_seen, :last_from, :last_to, :last_precision, :last_md, :last_basis)
