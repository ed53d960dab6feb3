DELETE FROM about;
DELETE FROM data_dictionary;
DELETE FROM vocabulary;
DELETE FROM han_variant;
