DELETE FROM formulas;
DELETE FROM formula_places;
