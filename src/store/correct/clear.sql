DELETE FROM corrections
