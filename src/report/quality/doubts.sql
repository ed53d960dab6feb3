-- Notes by code, commonest first, with the number of documents and a few of them.
select code, message, documents, document_id, ref from (
  select n.code, min(n.message) over (partition by n.code) as message, n.document_id, n.ref,
    row_number() over (partition by n.code order by d.path, n.ref) as place,
    (select count(distinct x.document_id) from notes x where x.code = n.code) as documents
  from notes n join documents d on d.id = n.document_id and d.superseded_by_run is null)
where place <= 3
order by documents desc, code, place
