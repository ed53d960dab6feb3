INSERT INTO han_variant (trad, simp) VALUES (:trad, :simp)
