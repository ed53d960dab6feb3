-- Notes by code, commonest first, with the number of documents and a few of them.
with
  live(code, message, document_id, ref, path) as materialized (
    select n.code, n.message, n.document_id, n.ref, d.path
    from notes n join documents d on d.id = n.document_id and d.superseded_by_run is null),
  counted(code, message, documents) as materialized (
    select code, min(message), count(distinct document_id) from live group by code),
  ordered(code, document_id, ref, place) as (
    select code, document_id, ref, row_number() over (partition by code order by path, ref) from live)
select o.code, c.message, c.documents, o.document_id, o.ref
from ordered o join counted c on c.code = o.code
where o.place <= 3
order by c.documents desc, o.code, o.place
