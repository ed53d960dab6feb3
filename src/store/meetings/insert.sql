INSERT INTO meetings (id, key, name, kind, held_on, held_until, held_from, held_to, held_precision, held_md, held_basis,
  daypart, place, division_code)
VALUES (:id, :key, :name, :kind, :held_on, :held_until, :held_from, :held_to, :held_precision, :held_md, :held_basis,
  :daypart, :place, :division_code)
