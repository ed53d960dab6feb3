-- Where a field of a document was read.
select ref, document_id, span_start, span_end from document_fields where document_id = :document and field = :field
