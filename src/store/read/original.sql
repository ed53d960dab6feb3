SELECT d.read_by, s.sz, s.data FROM documents d LEFT JOIN sqlar s ON s.name = d.original WHERE d.id = :id
