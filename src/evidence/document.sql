select d.id, d.ref, d.path, d.sha256, d.format, d.encoding, d.script, d.kind, d.title, d.publisher, d.url,
  d.published_on, d.body, d.superseded_by_run is not null as superseded,
  (select o.path from documents o where o.id = d.duplicate_of) as duplicate_of
from documents d where d.id = ?1
