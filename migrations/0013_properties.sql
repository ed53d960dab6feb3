-- What documents are like without their texts, and names of people with whether they are full ones: reports on a whole archive
-- count these.
CREATE INDEX documents_properties ON documents (kind, format, encoding, script, read_by, superseded_by_run);
DROP INDEX officials_name;
CREATE INDEX officials_name ON officials (name, surname_only);
