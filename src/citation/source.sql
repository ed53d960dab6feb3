-- One document as a bibliography wants it. title_printed: the words at the span of the headline.
select d.id, d.ref, d.path, d.sha256, d.kind, d.script, d.title, d.publisher, d.url, d.published_on, d.retrieved_on,
  substr(d.body, 1, 200) as beginning,
  (select substr(d.body, f.span_start + 1, f.span_end - f.span_start) from document_fields f
    where f.document_id = d.id and f.field = 'title' and f.span_start is not null) as title_printed,
  (select o.path from documents o where o.id = d.duplicate_of) as duplicate_of,
  d.superseded_by_run is not null as superseded
from documents d where d.id = :document
